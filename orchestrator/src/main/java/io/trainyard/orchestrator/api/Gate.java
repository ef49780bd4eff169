package io.trainyard.orchestrator.api;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.trainyard.contract.api.ProblemDetail;
import io.trainyard.orchestrator.start.Exposure;
import io.trainyard.orchestrator.start.Settings;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;

/** What every request must pass, whatever it asks for. */
@ApplicationScoped
class Gate {
    private static final int PRIORITY = 1_000;

    private final List<Check> checks;

    Gate(Exposure exposure, Settings settings, Credentials credentials) {
        checks =
                List.of(
                        new KnownHost(exposure.onLoopback(), settings.hosts().orElse(List.of())),
                        new SameOrigin(),
                        new BodySize(),
                        new BearerToken(credentials));
    }

    /** One condition. */
    interface Check {
        /** Why the request is turned away, or empty where it may pass. */
        Optional<ProblemDetail> objection(RoutingContext request);
    }

    void install(@Observes Filters filters) {
        filters.register(this::pass, PRIORITY);
    }

    private void pass(RoutingContext request) {
        BrowserRules.put(request.response());
        for (Check check : checks) {
            Optional<ProblemDetail> objection = check.objection(request);
            if (objection.isPresent()) {
                turnAway(request, objection.get());
                return;
            }
        }
        request.next();
    }

    private static void turnAway(RoutingContext request, ProblemDetail problem) {
        // The body may be unread; nothing after it can be trusted.
        var _ = request.response().putHeader("Connection", "close");
        Answers.end(request.response(), problem);
    }
}
