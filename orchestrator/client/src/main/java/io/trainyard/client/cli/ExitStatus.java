package io.trainyard.client.cli;

/** What the command line's exit status says. */
final class ExitStatus {
    static final int DONE = 0;

    /** The run failed or was cancelled. */
    static final int RUN_FAILED = 1;

    /** The command or the spec is wrong. */
    static final int BAD_INPUT = 2;

    /** There is no server, or none can be started. */
    static final int NO_SERVER = 3;

    private ExitStatus() {}
}
