package io.trainyard.contract.message;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a checkpoint is to its run. */
public enum CheckpointRole {
    /** The best validation result so far. */
    @JsonProperty("best")
    BEST,
    /** The newest: where another attempt continues. */
    @JsonProperty("last")
    LAST
}
