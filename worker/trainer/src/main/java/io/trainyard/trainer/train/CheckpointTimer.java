package io.trainyard.trainer.train;

import io.trainyard.contract.spec.ExperimentSpec.CheckpointEvery;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** When a checkpoint is due within an epoch. */
final class CheckpointTimer {
    private final @Nullable CheckpointEvery every;
    private final InstantSource clock;
    private Instant last;

    /**
     * A timer that starts now.
     *
     * @param every null for none within epochs
     */
    CheckpointTimer(@Nullable CheckpointEvery every, InstantSource clock) {
        this.every = every;
        this.clock = clock;
        this.last = clock.instant();
    }

    /** Whether one is due after that many updates. */
    boolean isDue(long step) {
        if (every == null) {
            return false;
        }
        Integer steps = every.steps();
        Duration time = every.time();
        return (steps != null && step % steps == 0)
                || (time != null && !clock.instant().isBefore(last.plus(time)));
    }

    /** A checkpoint was written. */
    void restart() {
        last = clock.instant();
    }
}
