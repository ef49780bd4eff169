package io.trainyard.contract.data;

import io.trainyard.contract.message.FailureKind;

/** A path that may not or cannot be read; the message is for the user. */
public final class PathRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final FailureKind kind;

    PathRefusedException(FailureKind kind, String message) {
        super(message);
        this.kind = kind;
    }

    PathRefusedException(FailureKind kind, String message, Exception cause) {
        super(message, cause);
        this.kind = kind;
    }

    public FailureKind kind() {
        return kind;
    }
}
