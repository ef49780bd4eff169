package io.trainyard.orchestrator.store;

import io.trainyard.contract.api.AttemptState;
import io.trainyard.contract.api.RunState;
import io.trainyard.contract.api.RunView.Failure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A decided transition that leaves a lease or a waiting state.
 *
 * @param to the run's new state
 * @param attempt the end of its current attempt, or null where none is live
 * @param failure why the attempt failed, or null; the run keeps it where it fails for good
 * @param pause how long the run waits before it may be published, or null for not at all
 * @param charge which count of failures rises
 */
public record Change(
        RunState to,
        @Nullable AttemptState attempt,
        @Nullable Failure failure,
        @Nullable Duration pause,
        Charge charge) {

    /** The count a failure is charged to. */
    public enum Charge {
        NOTHING,
        COUNTED,
        INFRASTRUCTURE
    }

    /** A change that concerns no attempt, or one that ends without a failure. */
    public static Change plain(RunState to, @Nullable AttemptState attempt) {
        return new Change(to, attempt, null, null, Charge.NOTHING);
    }
}
