package io.trainyard.trainer.schedule;

import io.trainyard.contract.catalogue.Schema;
import org.jspecify.annotations.Nullable;

/** How many intervals a curve takes: as many as are given, else all that the warm-up leaves. */
final class Span {
    private Span() {}

    static Schema schema() {
        return Schema.integer().atLeast(1);
    }

    /**
     * The given number, or the rest of the run.
     *
     * @throws IllegalArgumentException where the rest is nothing
     */
    static long of(@Nullable Integer given, long rest) {
        if (given != null) {
            return given;
        }
        if (rest < 1) {
            throw new IllegalArgumentException(
                    "schedule.warmup.length leaves nothing of the run to the schedule; make it shorter by %d or more"
                            .formatted(1 - rest));
        }
        return rest;
    }
}
