package io.trainyard.contract.message;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a checkpoint is to its run. */
public enum CheckpointRole {
    /**
     * The one to use, and the one that the final result is measured with: the best validation
     * result so far, or the newest where a run has no validation images.
     */
    @JsonProperty("best")
    BEST,
    /** The newest: where another attempt continues. */
    @JsonProperty("last")
    LAST
}
