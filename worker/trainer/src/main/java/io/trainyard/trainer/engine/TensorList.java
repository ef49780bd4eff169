package io.trainyard.trainer.engine;

import java.util.Locale;

/** The lists of tensors that a program takes. */
enum TensorList {
    /** Parameters that the optimizer changes. */
    PARAMS,
    /** Parameters that stay as they are. */
    FROZEN,
    /** Running statistics. */
    BUFFERS,
    /** Counts of training batches. */
    COUNTERS,
    /**
     * Counts that do not move, since their layer is frozen: kept for the state_dict, never passed.
     */
    IDLE;

    /** Its name in the script. */
    String scriptName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
