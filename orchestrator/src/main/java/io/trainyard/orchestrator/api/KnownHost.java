package io.trainyard.orchestrator.api;

import io.trainyard.contract.api.ProblemDetail;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses names that are not ours: a page whose name was made to resolve to this machine (DNS
 * rebinding) would otherwise reach a server that asks for no token.
 */
final class KnownHost implements Gate.Check {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]", "::1");

    private final Set<String> known;
    private final boolean enforced;

    /**
     * @param onLoopback whether only this machine can connect; elsewhere the token protects, and
     *     names are checked where some are configured
     */
    KnownHost(boolean onLoopback, List<String> configured) {
        known = new HashSet<>(LOOPBACK);
        configured.forEach(name -> known.add(name.toLowerCase(Locale.ROOT)));
        enforced = onLoopback || !configured.isEmpty();
    }

    @Override
    public Optional<ProblemDetail> objection(RoutingContext request) {
        HostAndPort authority = request.request().authority();
        String host = authority == null ? "" : authority.host().toLowerCase(Locale.ROOT);
        if (!enforced || known.contains(host)) {
            return Optional.empty();
        }
        return Optional.of(
                ProblemDetail.of(
                        "unknown-host",
                        "Misdirected request",
                        421,
                        "This server is not called '%s'; TRAINYARD_HOSTS lists further names."
                                .formatted(host)));
    }
}
