package io.trainyard.contract.message;

/** Why an attempt failed, and with it whether another may succeed. */
public enum FailureKind {
    /** The spec names something this worker cannot run. */
    SPEC_INVALID(Retry.NEVER),
    /** A dataset's path is absent, or holds no images or those of one class only. */
    DATA_MISSING(Retry.NEVER),
    /** A dataset's path lies outside the worker's data roots. */
    DATA_FORBIDDEN(Retry.NEVER),
    /** More than 1% of a dataset's images cannot be read. */
    DATA_UNREADABLE(Retry.NEVER),
    /** A file of the network could not be had, or was not what its checksum says. */
    FETCH_FAILED(Retry.COUNTED),
    /** A weights file is malformed or does not fit the network. */
    WEIGHTS_INVALID(Retry.NEVER),
    /** The loss became NaN or infinite. */
    DIVERGED(Retry.NEVER),
    /** The attempt ran longer than its spec allows. */
    TIME_LIMIT(Retry.NEVER),
    /** A run that it was to follow did not succeed, so it never started. */
    DEPENDENCY_FAILED(Retry.NEVER),
    /** Memory ran out, on the device or the host. */
    OUT_OF_MEMORY(Retry.COUNTED),
    /** The trainer process ended without a result. */
    TRAINER_CRASHED(Retry.COUNTED),
    /** An error of ours: a fault in the trainer or the agent. */
    INTERNAL(Retry.COUNTED),
    /** The worker stopped answering. */
    WORKER_LOST(Retry.INFRASTRUCTURE);

    private final Retry retry;

    FailureKind(Retry retry) {
        this.retry = retry;
    }

    public Retry retry() {
        return retry;
    }

    /** What follows a failure. */
    public enum Retry {
        /** The run has failed: it would fail again. */
        NEVER,
        /** Tried again while the spec's retries last. */
        COUNTED,
        /** Tried again without counting, up to a cap. */
        INFRASTRUCTURE
    }
}
