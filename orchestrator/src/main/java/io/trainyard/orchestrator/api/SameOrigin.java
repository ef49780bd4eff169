package io.trainyard.orchestrator.api;

import io.trainyard.contract.api.ProblemDetail;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Refuses writes that a browser sends for another site's page. */
final class SameOrigin implements Gate.Check {
    private static final Set<HttpMethod> READS =
            Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    @Override
    public Optional<ProblemDetail> objection(RoutingContext request) {
        if (READS.contains(request.request().method()) || isOurs(request)) {
            return Optional.empty();
        }
        return Optional.of(
                ProblemDetail.of(
                        "cross-origin",
                        "Cross-origin write",
                        403,
                        "A page of another origin may not change anything here."));
    }

    private static boolean isOurs(RoutingContext request) {
        String site = request.request().getHeader("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin") && !site.equals("none")) {
            return false;
        }
        String origin = request.request().getHeader("Origin");
        return origin == null || authorityOf(origin).equals(request.request().getHeader("Host"));
    }

    /** Host and port, or a text that equals no Host header, as for the opaque origin "null". */
    private static String authorityOf(String origin) {
        try {
            @Nullable String authority = URI.create(origin).getAuthority();
            return authority == null ? "" : authority;
        } catch (IllegalArgumentException _) {
            return "";
        }
    }
}
