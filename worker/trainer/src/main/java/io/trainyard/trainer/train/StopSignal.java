package io.trainyard.trainer.train;

import io.trainyard.contract.message.FailureKind;
import io.trainyard.trainer.failure.RunFailedException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Whether an attempt must end early: it was cancelled, or its time is up. Asked before every step.
 */
public final class StopSignal {
    private final InstantSource clock;
    private volatile boolean cancelled;
    private volatile boolean suspended;
    private volatile @Nullable Duration limit;
    private volatile Instant deadline = Instant.MAX;

    public StopSignal(InstantSource clock) {
        this.clock = clock;
    }

    /** Ends the attempt within a step; may be called by any thread. */
    public void cancel() {
        cancelled = true;
    }

    /** Ends the attempt within a step; its run goes on later from what is kept of it. */
    public void suspend() {
        suspended = true;
        cancelled = true;
    }

    /** Whether a checkpoint of the step at which the attempt stops would be used. */
    public boolean isSuspended() {
        return suspended;
    }

    /** Whether it was cancelled. */
    public boolean isCancelled() {
        return cancelled;
    }

    /** Starts the time that the attempt may take. */
    void limit(@Nullable Duration time) {
        limit = time;
        deadline = time == null ? Instant.MAX : clock.instant().plus(time);
    }

    /**
     * Returns where the attempt may go on.
     *
     * @throws CancelledException where it was cancelled
     * @throws RunFailedException with TIME_LIMIT where its time is up
     */
    void check() {
        if (cancelled) {
            throw new CancelledException();
        }
        if (clock.instant().isAfter(deadline)) {
            throw new RunFailedException(
                    FailureKind.TIME_LIMIT,
                    "the attempt ran longer than resources.timeLimit allows: " + limit);
        }
    }

    /** The attempt was cancelled. */
    static final class CancelledException extends RuntimeException {}
}
