package io.trainyard.contract.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a trigger decides, with nothing stored and nothing started.
 *
 * @param steps what it saw, oldest first
 * @param agrees whether every step says what is recorded
 * @param upcoming its next ticks
 */
public record DryRunView(String trigger, List<Step> steps, boolean agrees, List<Instant> upcoming) {
    /**
     * One thing seen.
     *
     * @param recorded what the ledger says, or null where it has no such line
     */
    public record Step(
            String occurrence,
            Instant seenAt,
            Decision decision,
            String reason,
            @Nullable Decision recorded) {}
}
