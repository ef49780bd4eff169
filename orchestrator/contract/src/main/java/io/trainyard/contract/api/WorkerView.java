package io.trainyard.contract.api;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A worker as the orchestrator knows it.
 *
 * @param alive whether its last heartbeat is recent
 * @param left whether it said goodbye; one that is neither alive nor left was lost
 */
public record WorkerView(
        String worker,
        String host,
        String pool,
        int slots,
        String device,
        boolean alive,
        boolean left,
        Instant seenAt,
        List<UUID> running) {}
