package io.trainyard.client.local;

/** The local server cannot be started, found or stopped; the message says why in one sentence. */
public final class LocalServerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LocalServerException(String message) {
        super(message);
    }

    public LocalServerException(String message, Throwable cause) {
        super(message, cause);
    }
}
