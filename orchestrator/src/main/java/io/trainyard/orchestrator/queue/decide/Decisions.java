package io.trainyard.orchestrator.queue.decide;

import io.trainyard.contract.api.AttemptState;
import io.trainyard.contract.api.RunState;
import io.trainyard.contract.api.RunView.Failure;
import io.trainyard.contract.message.FailureKind;
import io.trainyard.contract.message.RunEvent;
import io.trainyard.orchestrator.store.Change;
import io.trainyard.orchestrator.store.Change.Charge;
import io.trainyard.orchestrator.store.RunSnapshot;
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
        return run.cancelRequested()
                ? Change.plain(RunState.CANCELLED, AttemptState.RELEASED)
                : new Change(
                        RunState.PENDING,
                        AttemptState.RELEASED,
                        null,
                        policy.afterRelease(),
                        Charge.NOTHING);
    }

    /** After a user cancelled a run that no worker has; empty where one has, or it has ended. */
    public Optional<Change> cancelled(RunSnapshot run) {
        return switch (run.state()) {
            case PENDING, QUEUED, RETRY_WAIT -> Optional.of(Change.plain(RunState.CANCELLED, null));
            case LEASED, SUCCEEDED, FAILED, CANCELLED -> Optional.empty();
        };
    }

    /** A worker that stops for its own reasons has not been asked to: the run goes on elsewhere. */
    private Change cancelledByWorker(RunSnapshot run) {
        return run.cancelRequested()
                ? Change.plain(RunState.CANCELLED, AttemptState.CANCELLED)
                : new Change(
                        RunState.PENDING,
                        AttemptState.CANCELLED,
                        null,
                        policy.afterRelease(),
                        Charge.NOTHING);
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
