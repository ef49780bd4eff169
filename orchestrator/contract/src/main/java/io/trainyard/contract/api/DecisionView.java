package io.trainyard.contract.api;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of the triggers' ledger.
 *
 * @param occurrence what was seen: a tick, a fingerprint, a delivery's id
 * @param dueAt when it fires, or would have
 * @param reason a sentence with the figures in it
 * @param decidedAt null while it waits
 * @param run the run it started
 * @param count times it was seen
 */
public record DecisionView(
        long id,
        String trigger,
        String occurrence,
        Instant seenAt,
        @Nullable Instant dueAt,
        Decision decision,
        String reason,
        @Nullable Instant decidedAt,
        @Nullable UUID run,
        int count) {}
