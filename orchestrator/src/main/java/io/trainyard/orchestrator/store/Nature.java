package io.trainyard.orchestrator.store;

/** What something that a trigger saw is to the trigger's policy. */
public enum Nature {
    /** A reason for a run, as far as debounce and cooldown allow. */
    CHANGE,
    /** The first look, to which later ones are compared. */
    BASELINE,
    /** Again what was last acted upon, after something else waited for a while. */
    RETURNED,
    /** It would have been seen in time, had anyone looked; a later one stands for it. */
    MISSED,
    /** Nothing that could be taken. */
    TROUBLE
}
