package io.trainyard.orchestrator.store;

import io.trainyard.contract.api.RunState;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What decides about a run's next state, read under a lock on its row.
 *
 * @param attempt the newest attempt, 0 before the first
 * @param claimNonce of the newest claim
 * @param retries attempts after a counted failure that its spec allows
 */
public record RunSnapshot(
        UUID id,
        RunState state,
        boolean cancelRequested,
        int attempt,
        @Nullable UUID claimNonce,
        int countedFailures,
        int infrastructureFailures,
        int retries) {

    /** Its newest attempt. */
    public Attempts.Key currentAttempt() {
        return new Attempts.Key(id, attempt);
    }

    /** Whether this attempt holds the run's lease: the fence that every change must pass. */
    public boolean isLeasedBy(int asking) {
        return state == RunState.LEASED && attempt == asking;
    }
}
