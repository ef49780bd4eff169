package io.trainyard.orchestrator.queue.decide;

import io.trainyard.contract.api.AttemptState;
import io.trainyard.contract.api.RunState;
import io.trainyard.contract.api.RunView.Failure;
import io.trainyard.contract.message.FailureKind;
import io.trainyard.contract.message.RunEvent;
import io.trainyard.orchestrator.store.Change;
import io.trainyard.orchestrator.store.Change.Charge;
import io.trainyard.orchestrator.store.RunSnapshot;
import io.trainyard.orchestrator.store.RunSnapshot.Interruption;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What becomes of a run, decided from nothing but its snapshot and what befell it. */
public final class Decisions {
    private final RetryPolicy policy;
    private final RandomGenerator random;

    public Decisions(RetryPolicy policy, RandomGenerator random) {
        this.policy = policy;
        this.random = random;
    }

    /** After an attempt's last word; empty where that attempt no longer holds the lease. */
    public Optional<Change> ended(RunSnapshot run, int attempt, RunEvent.Terminal end) {
        if (!run.isLeasedBy(attempt)) {
            return Optional.empty();
        }
        return Optional.of(
                switch (end) {
                    case RunEvent.Finished _ ->
                            Change.plain(RunState.SUCCEEDED, AttemptState.SUCCEEDED);
                    case RunEvent.Cancelled _ -> cancelledByWorker(run);
                    case RunEvent.Failed failed ->
                            failed(
                                    run,
                                    AttemptState.FAILED,
                                    new Failure(failed.kind(), failed.message()));
                });
    }

    /** After a lease ran out. */
    public Change lost(RunSnapshot run) {
        return failed(
                run,
                AttemptState.LOST,
                new Failure(
                        FailureKind.WORKER_LOST,
                        "The worker was not heard until the lease of attempt %d ended."
                                .formatted(run.attempt())));
    }

    /** After a worker gave a run back unharmed. */
    public Change released(RunSnapshot run) {
        if (run.cancelRequested()) {
            return Change.plain(RunState.CANCELLED, AttemptState.RELEASED);
        }
        return stopped(run, AttemptState.RELEASED);
    }

    /** After a user cancelled a run that no worker has; empty where one has, or it has ended. */
    public Optional<Change> cancelled(RunSnapshot run) {
        return switch (run.state()) {
            case PENDING, QUEUED, RETRY_WAIT, PAUSED ->
                    Optional.of(Change.plain(RunState.CANCELLED, null));
            case LEASED, SUCCEEDED, FAILED, CANCELLED -> Optional.empty();
        };
    }

    /** After a user paused a run that no worker has; empty where one has, or nothing changes. */
    public Optional<Change> paused(RunSnapshot run) {
        return switch (run.state()) {
            case PENDING, QUEUED, RETRY_WAIT -> Optional.of(Change.plain(RunState.PAUSED, null));
            case LEASED, PAUSED, SUCCEEDED, FAILED, CANCELLED -> Optional.empty();
        };
    }

    /** After a run became more urgent than one that is published and not yet claimed. */
    public Optional<Change> recalled(RunSnapshot run) {
        return run.state() == RunState.QUEUED
                ? Optional.of(Change.plain(RunState.PENDING, null))
                : Optional.empty();
    }

    /** After a run ended that this one should have followed; empty where it waits no more. */
    public Optional<Change> orphaned(RunSnapshot run, String why) {
        return switch (run.state()) {
            case PENDING, PAUSED ->
                    Optional.of(
                            new Change(
                                    RunState.FAILED,
                                    null,
                                    new Failure(FailureKind.DEPENDENCY_FAILED, why),
                                    null,
                                    Charge.NOTHING));
            case QUEUED, LEASED, RETRY_WAIT, SUCCEEDED, FAILED, CANCELLED -> Optional.empty();
        };
    }

    private Change cancelledByWorker(RunSnapshot run) {
        return run.cancelRequested()
                ? Change.plain(RunState.CANCELLED, AttemptState.CANCELLED)
                : stopped(run, AttemptState.CANCELLED);
    }

    /**
     * After a worker stopped early. One that was not asked to has reasons of its own, and the run
     * goes on elsewhere.
     *
     * @param unasked how the attempt ended in that case
     */
    private Change stopped(RunSnapshot run, AttemptState unasked) {
        return switch (run.interruption()) {
            case PAUSE -> Change.plain(RunState.PAUSED, AttemptState.RELEASED);
            case PREEMPT -> Change.plain(RunState.PENDING, AttemptState.PREEMPTED);
            case null ->
                    new Change(
                            RunState.PENDING, unasked, null, policy.afterRelease(), Charge.NOTHING);
        };
    }

    private Change failed(RunSnapshot run, AttemptState attempt, Failure failure) {
        Charge charge =
                switch (failure.kind().retry()) {
                    case NEVER -> Charge.NOTHING;
                    case COUNTED -> Charge.COUNTED;
                    case INFRASTRUCTURE -> Charge.INFRASTRUCTURE;
                };
        boolean again =
                switch (charge) {
                    case NOTHING -> false;
                    case COUNTED -> run.countedFailures() < run.retries();
                    case INFRASTRUCTURE -> run.infrastructureFailures() < policy.lostWorkers();
                };
        if (!again) {
            return new Change(RunState.FAILED, attempt, failure, null, charge);
        }
        if (run.cancelRequested()) {
            return new Change(RunState.CANCELLED, attempt, failure, null, charge);
        }
        if (run.interruption() == Interruption.PAUSE) {
            return new Change(RunState.PAUSED, attempt, failure, null, charge);
        }
        return charge == Charge.COUNTED
                ? new Change(
                        RunState.RETRY_WAIT,
                        attempt,
                        failure,
                        policy.pause(run.countedFailures() + 1, random),
                        charge)
                : new Change(RunState.PENDING, attempt, failure, null, charge);
    }
}
