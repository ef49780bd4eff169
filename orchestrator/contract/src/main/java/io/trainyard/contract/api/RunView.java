package io.trainyard.contract.api;

import io.trainyard.contract.message.FailureKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run at a glance.
 *
 * @param kind train, finetune or evaluate
 * @param pauseRequested whether its worker was asked to stop it for now
 * @param project who it belongs to in its pool
 * @param notBefore the earliest start that its spec asks for
 * @param origin the run that it was retried or cloned from
 * @param attempt the newest attempt's number, 0 before the first
 * @param worker who runs it, or ran it last
 * @param epoch epochs ended, and {@code epochs} how many there will be
 * @param step the last step heard of, and {@code steps} how many there will be; 0 while unknown
 * @param values the newest value of each epoch metric and final metric
 * @param waiting why it does not run, for a run that waits
 * @param reuse what became of the wish to reuse a result, in the answer to it
 */
public record RunView(
        UUID id,
        String name,
        String kind,
        String architecture,
        RunState state,
        boolean cancelRequested,
        boolean pauseRequested,
        String pool,
        String project,
        int priority,
        List<String> tags,
        Instant submittedAt,
        @Nullable Instant notBefore,
        @Nullable UUID origin,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        int attempt,
        @Nullable String worker,
        int epoch,
        int epochs,
        long step,
        long steps,
        Map<String, Double> values,
        @Nullable Failure failure,
        @Nullable Waiting waiting,
        @Nullable Reuse reuse) {

    /** The same run with what it waits for. */
    public RunView waitingFor(@Nullable Waiting known) {
        return with(known, reuse);
    }

    /** The same run as the answer to a submission that asked for reuse. */
    public RunView reusing(Reuse found) {
        return with(waiting, found);
    }

    private RunView with(@Nullable Waiting known, @Nullable Reuse found) {
        return new RunView(
                id,
                name,
                kind,
                architecture,
                state,
                cancelRequested,
                pauseRequested,
                pool,
                project,
                priority,
                tags,
                submittedAt,
                notBefore,
                origin,
                startedAt,
                endedAt,
                attempt,
                worker,
                epoch,
                epochs,
                step,
                steps,
                values,
                failure,
                known,
                found);
    }

    /**
     * Whether a submission was answered with a run that had finished before.
     *
     * @param explanation a sentence: which parts agree, or why none was taken
     */
    public record Reuse(boolean reused, String explanation) {}

    /** Why it failed. */
    public record Failure(FailureKind kind, String message) {}
}
