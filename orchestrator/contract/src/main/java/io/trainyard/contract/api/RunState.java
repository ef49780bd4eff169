package io.trainyard.contract.api;

/** The states of a run; docs/states.md has the diagram. */
public enum RunState {
    /** Accepted, not yet on its way to a worker. */
    PENDING,
    /** Published to its pool's topic. */
    QUEUED,
    /** Claimed: a worker holds a lease. */
    LEASED,
    /** Failed in a way that may pass; it becomes pending again at a set time. */
    RETRY_WAIT,
    /** Held back by its user until it is resumed. */
    PAUSED,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    /** Whether nothing leaves this state. */
    public boolean isTerminal() {
        return switch (this) {
            case SUCCEEDED, FAILED, CANCELLED -> true;
            case PENDING, QUEUED, LEASED, RETRY_WAIT, PAUSED -> false;
        };
    }
}
