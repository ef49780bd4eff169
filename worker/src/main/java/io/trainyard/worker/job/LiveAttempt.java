package io.trainyard.worker.job;

import io.trainyard.client.trainer.TrainerProcess;
import io.trainyard.contract.message.FailureKind;
import io.trainyard.contract.message.RunEvent;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that others may stop: by cancellation, by its time limit, or by a fence. Thread-safe.
 */
final class LiveAttempt implements RunningAttempts.Attempt, AutoCloseable {
    /**
     * How long a trainer may take to stop by itself: a step of the largest network, and its last
     * report.
     */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private static final ScheduledExecutorService TIMER =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("attempt-limits").daemon().factory());

    private final TrainerProcess trainer;
    private @Nullable Duration timeLimit;
    private @Nullable ScheduledFuture<?> alarm;
    private final AtomicLong step = new AtomicLong();
    private volatile boolean ended;
    private volatile boolean cancelled;
    private volatile boolean suspended;
    private volatile boolean fenced;
    private volatile boolean outOfTime;
    private volatile @Nullable Throwable lost;

    LiveAttempt(TrainerProcess trainer) {
        this.trainer = trainer;
    }

    /** Stops the attempt when it has lasted so long from now. */
    void limit(Duration limit) {
        timeLimit = limit;
        alarm = TIMER.schedule(this::timeIsUp, limit.toSeconds(), TimeUnit.SECONDS);
    }

    /** Ends the attempt, for an event of its was lost for good: a curve with a gap is no result. */
    @Nullable Void lose(Throwable cause) {
        lost = cause;
        trainer.kill();
        return null;
    }

    @Override
    public long step() {
        return step.get();
    }

    @Override
    public void cancel() {
        cancelled = true;
        stopTrainer();
    }

    /** The order is repeated with every heartbeat; a run that is cancelled keeps nothing. */
    @Override
    public void suspend() {
        if (!mustStop()) {
            suspended = true;
            stopTrainer();
        }
    }

    @Override
    public void fence() {
        fenced = true;
        trainer.kill();
    }

    boolean isFenced() {
        return fenced;
    }

    /** Whether it was asked to stop, in whatever way. */
    boolean mustStop() {
        return fenced || cancelled || suspended || outOfTime;
    }

    void heard(RunEvent event) {
        if (event instanceof RunEvent.Started && mustStop()) {
            // The first request may have come before the trainer had anything to stop.
            askTrainer();
        }
        @Nullable Long heard = event.lastStep();
        if (heard != null) {
            step.set(heard);
        }
    }

    /**
     * What to report, given how the trainer ended: a trainer that had to be killed did what it was
     * asked.
     */
    RunEvent.Terminal judge(RunEvent.Terminal end) {
        Throwable cause = lost;
        if (cause != null) {
            return new RunEvent.Failed(
                    FailureKind.INTERNAL,
                    "an event could not be sent to Kafka: " + cause.getMessage(),
                    step());
        }
        return switch (end) {
            case RunEvent.Finished finished -> finished;
            case RunEvent.Cancelled _, RunEvent.Failed _ -> {
                if (outOfTime) {
                    yield new RunEvent.Failed(
                            FailureKind.TIME_LIMIT,
                            "stopped after its time limit of %s (resources.timeLimit)"
                                    .formatted(timeLimit),
                            step());
                }
                yield cancelled || suspended ? new RunEvent.Cancelled(step()) : end;
            }
        };
    }

    private void timeIsUp() {
        outOfTime = true;
        stopTrainer();
    }

    private void stopTrainer() {
        askTrainer();
        var _ = TIMER.schedule(this::killIfStuck, GRACE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void askTrainer() {
        if (suspended && !cancelled && !outOfTime) {
            trainer.suspend();
        } else {
            trainer.cancel();
        }
    }

    private void killIfStuck() {
        if (!ended) {
            trainer.kill();
        }
    }

    @Override
    public void close() {
        ended = true;
        if (alarm != null) {
            alarm.cancel(false);
        }
    }
}
