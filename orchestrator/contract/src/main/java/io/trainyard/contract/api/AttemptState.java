package io.trainyard.contract.api;

/** The states of an attempt. */
public enum AttemptState {
    /** Claimed; data and network are being made ready. */
    CLAIMED,
    /** Its first event has arrived. */
    RUNNING,
    SUCCEEDED,
    FAILED,
    /** Its lease ran out. */
    LOST,
    CANCELLED,
    /** The worker could not run it now, or its run was paused: given back. */
    RELEASED,
    /** Stopped, so that a more urgent run gets the slot; its run goes on later. */
    PREEMPTED
}
