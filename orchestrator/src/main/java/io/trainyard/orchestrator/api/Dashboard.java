package io.trainyard.orchestrator.api;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.trainyard.contract.api.ProblemDetail;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Serves the browser's side: its files as Quarkus finds them on the class path, its one page for
 * every address that its script draws.
 */
@ApplicationScoped
class Dashboard {
    private static final int AFTER_GATE = 900;
    private static final String PAGE = "/index.html";

    private static final ProblemDetail ABSENT =
            ProblemDetail.of(
                    "no-dashboard",
                    "No dashboard",
                    404,
                    "This server was built without the dashboard: build it again with Node.js on the machine and without -Ddashboard.skip. Its interface is below /api.");

    private final boolean built =
            Thread.currentThread().getContextClassLoader().getResource("META-INF/resources" + PAGE)
                    != null;

    void install(@Observes Filters filters) {
        filters.register(this::serve, AFTER_GATE);
    }

    private void serve(RoutingContext request) {
        switch (DashboardPaths.kind(request.request().method(), request.normalizedPath())) {
            case OTHER -> request.next();
            case FILE -> {
                cache(request, "public, max-age=31536000, immutable");
                request.next();
            }
            case PAGE -> {
                if (!built) {
                    Answers.end(request.response(), ABSENT);
                } else if (request.normalizedPath().equals(PAGE)) {
                    cache(request, "no-cache");
                    request.next();
                } else {
                    // Passes all filters once more, under this name.
                    request.reroute(PAGE);
                }
            }
        }
    }

    /** Said last: Quarkus' own handler lets every file be kept for a day. */
    private static void cache(RoutingContext request, String policy) {
        HttpServerResponse response = request.response();
        var _ =
                request.addHeadersEndHandler(_ -> {
                    boolean found =
                            response.getStatusCode() == 200 || response.getStatusCode() == 304;
                    var _ = response.putHeader("Cache-Control", found ? policy : "no-store");
                });
    }
}
