package io.trainyard.contract.api;

/** What became of something that a trigger saw. */
public enum Decision {
    /** Seen; a firing follows once its quiet time is over and nothing newer came. */
    WAITING,
    /** A run was submitted for it. */
    FIRED,
    /** Something newer stands for it. */
    COALESCED,
    /** Seen, and by the trigger's own rules no reason for a run. */
    SUPPRESSED,
    /** It could not be taken: a bad signature, a vanished folder, a template that is invalid. */
    REFUSED
}
