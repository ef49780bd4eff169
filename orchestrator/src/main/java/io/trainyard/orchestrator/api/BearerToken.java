package io.trainyard.orchestrator.api;

import io.trainyard.contract.api.ProblemDetail;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/**
 * Asks for the token, where there is one, on everything but health checks and deliveries, which are
 * signed instead.
 */
final class BearerToken implements Gate.Check {
    private static final String SCHEME = "Bearer ";
    private static final String HEALTH = "/q/health";

    private final Optional<byte[]> token;

    BearerToken(Optional<String> token) {
        this.token = token.map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Optional<ProblemDetail> objection(RoutingContext request) {
        if (token.isEmpty()
                || isHealthCheck(request.normalizedPath())
                || DeliveryRoute.isTakenBy(request)) {
            return Optional.empty();
        }
        String header = request.request().getHeader("Authorization");
        if (header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            byte[] given =
                    header.substring(SCHEME.length()).strip().getBytes(StandardCharsets.UTF_8);
            // Takes as long for a nearly right token as for a wrong one.
            if (MessageDigest.isEqual(given, token.get())) {
                return Optional.empty();
            }
        }
        var _ = request.response().putHeader("WWW-Authenticate", "Bearer");
        return Optional.of(
                ProblemDetail.of(
                        "unauthorized",
                        "Unauthorized",
                        401,
                        "This server asks for 'Authorization: Bearer' with its token."));
    }

    private static boolean isHealthCheck(String path) {
        return path.equals(HEALTH) || path.startsWith(HEALTH + "/");
    }
}
