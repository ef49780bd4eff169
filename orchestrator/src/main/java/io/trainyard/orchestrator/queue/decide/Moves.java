package io.trainyard.orchestrator.queue.decide;

import static io.trainyard.contract.api.RunState.CANCELLED;
import static io.trainyard.contract.api.RunState.FAILED;
import static io.trainyard.contract.api.RunState.LEASED;
import static io.trainyard.contract.api.RunState.PAUSED;
import static io.trainyard.contract.api.RunState.PENDING;
import static io.trainyard.contract.api.RunState.QUEUED;
import static io.trainyard.contract.api.RunState.RETRY_WAIT;
import static io.trainyard.contract.api.RunState.SUCCEEDED;

import io.trainyard.contract.api.RunState;
import java.util.Set;

/** The legal moves of a run, as docs/states.md draws them. */
public final class Moves {
    private Moves() {}

    /** The states a run may move to. */
    public static Set<RunState> from(RunState state) {
        return switch (state) {
            case PENDING -> Set.of(QUEUED, PAUSED, FAILED, CANCELLED);
            case QUEUED -> Set.of(LEASED, PENDING, PAUSED, CANCELLED);
            case LEASED -> Set.of(SUCCEEDED, FAILED, CANCELLED, RETRY_WAIT, PENDING, PAUSED);
            case RETRY_WAIT -> Set.of(PENDING, PAUSED, CANCELLED);
            case PAUSED -> Set.of(PENDING, FAILED, CANCELLED);
            case SUCCEEDED, FAILED, CANCELLED -> Set.of();
        };
    }
}
