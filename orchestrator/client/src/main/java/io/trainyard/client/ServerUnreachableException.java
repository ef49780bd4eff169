package io.trainyard.client;

import org.jspecify.annotations.Nullable;

/** The server did not answer, or answered that it cannot just now: worth another try later. */
public final class ServerUnreachableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ServerUnreachableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
