package io.trainyard.orchestrator.api;

import io.trainyard.contract.api.ProblemDetail;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/**
 * Asks for the token, where there is one, on everything but the few addresses open to all and
 * deliveries, which are signed instead.
 */
final class BearerToken implements Gate.Check {
    private static final String HEALTH = "/q/health";

    private final Credentials credentials;

    BearerToken(Credentials credentials) {
        this.credentials = credentials;
    }

    @Override
    public Optional<ProblemDetail> objection(RoutingContext request) {
        if (isOpen(request.request().method(), request.normalizedPath())
                || DeliveryRoute.isTakenBy(request)
                || credentials.presented(request.request())) {
            return Optional.empty();
        }
        var _ = request.response().putHeader("WWW-Authenticate", "Bearer");
        return Optional.of(
                ProblemDetail.of(
                        "unauthorized",
                        "Unauthorized",
                        401,
                        "This server asks for 'Authorization: Bearer' with its token."));
    }

    /** Health, the dashboard's files, which hold no data, and the question whether to sign in. */
    private static boolean isOpen(HttpMethod method, String path) {
        return path.equals(HEALTH)
                || path.startsWith(HEALTH + "/")
                || method.equals(HttpMethod.GET) && path.equals(SessionResource.PATH)
                || DashboardPaths.kind(method, path) != DashboardPaths.Kind.OTHER;
    }
}
