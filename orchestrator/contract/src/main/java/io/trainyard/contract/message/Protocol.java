package io.trainyard.contract.message;

/** The version of the messages, and the topics they travel on. */
public final class Protocol {
    /**
     * Raised when a message changes so that an older reader would misread it; new optional
     * properties do not raise it.
     */
    public static final int VERSION = 1;

    public static final String EVENTS = "trainyard.events";
    public static final String HEARTBEATS = "trainyard.heartbeats";
    public static final String CONTROL = "trainyard.control";

    private static final String TASKS_PREFIX = "trainyard.tasks.";

    private Protocol() {}

    /** The topic of a pool's tasks. */
    public static String tasks(String pool) {
        return TASKS_PREFIX + pool;
    }

    /** The share group whose members are a pool's workers. */
    public static String workers(String pool) {
        return "trainyard-workers-" + pool;
    }

    /**
     * Refuses a message of a later protocol by name.
     *
     * @throws UnsupportedVersionException where this build cannot read it
     */
    public static void check(String message, int version) {
        if (version != VERSION) {
            throw new UnsupportedVersionException(
                    "%s has protocol version %d; this build reads %d: upgrade the older of the two"
                            .formatted(message, version, VERSION));
        }
    }

    /** A message that this build cannot read. */
    public static final class UnsupportedVersionException extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;

        public UnsupportedVersionException(String message) {
            super(message);
        }
    }
}
