package io.trainyard.trainer.data;

import java.util.Locale;

/** A part of a dataset. */
public enum Split {
    TRAIN,
    VALIDATION,
    TEST;

    /** Its name in metrics and events. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
