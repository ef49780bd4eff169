package io.trainyard.orchestrator.store;

import io.trainyard.contract.api.RunState;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What decides about a run's next state, read under a lock on its row.
 *
 * @param interruption why the worker that has it was asked to stop, where it goes on later
 * @param attempt the newest attempt, 0 before the first
 * @param claimNonce of the newest claim
 * @param retries attempts after a counted failure that its spec allows
 */
public record RunSnapshot(
        UUID id,
        RunState state,
        boolean cancelRequested,
        @Nullable Interruption interruption,
        int attempt,
        @Nullable UUID claimNonce,
        int countedFailures,
        int infrastructureFailures,
        int retries) {

    /** Why a worker stops before a run has ended. */
    public enum Interruption {
        /** Its user holds it back. */
        PAUSE,
        /** A more urgent run needs the slot. */
        PREEMPT
    }

    /** Its newest attempt. */
    public Attempts.Key currentAttempt() {
        return new Attempts.Key(id, attempt);
    }

    /** Whether this attempt holds the run's lease: the fence that every change must pass. */
    public boolean isLeasedBy(int asking) {
        return state == RunState.LEASED && attempt == asking;
    }
}
