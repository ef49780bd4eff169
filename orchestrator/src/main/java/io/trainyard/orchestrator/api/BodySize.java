package io.trainyard.orchestrator.api;

import io.trainyard.contract.api.CheckpointManifest;
import io.trainyard.contract.api.ProblemDetail;
import io.trainyard.orchestrator.refusal.Refusal;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Refuses bodies that announce more than any honest one has, before they are read. */
final class BodySize implements Gate.Check {
    private static final String CHUNKS = "/api/worker/chunks/";
    private static final long MOST_BYTES = 2L << 20;

    /** A delivery's body is only signed for, never read. */
    static final int MOST_DELIVERED = 64 << 10;

    @Override
    public Optional<ProblemDetail> objection(RoutingContext request) {
        long most = most(request);
        long announced = announced(request.request().getHeader("Content-Length"));
        if (announced <= most) {
            return Optional.empty();
        }
        return Optional.of(
                ProblemDetail.of(
                        Refusal.TOO_LARGE.code(),
                        Refusal.TOO_LARGE.title(),
                        Refusal.TOO_LARGE.status(),
                        "The body has %,d bytes; at most %,d are taken here."
                                .formatted(announced, most)));
    }

    private static long most(RoutingContext request) {
        if (DeliveryRoute.isTakenBy(request)) {
            return MOST_DELIVERED;
        }
        return request.normalizedPath().startsWith(CHUNKS)
                ? CheckpointManifest.CHUNK_BYTES
                : MOST_BYTES;
    }

    /** A body sent in pieces announces nothing; the server's own limit ends it. */
    private static long announced(@org.jspecify.annotations.Nullable String contentLength) {
        try {
            return contentLength == null ? 0 : Long.parseLong(contentLength);
        } catch (NumberFormatException _) {
            return Long.MAX_VALUE;
        }
    }
}
