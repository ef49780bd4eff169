package io.trainyard.trainer.failure;

import io.trainyard.contract.message.FailureKind;
import org.jspecify.annotations.Nullable;

/** A run cannot go on. The message is a sentence for its user: what, which value, what to do. */
public final class RunFailedException extends RuntimeException {
    private final FailureKind kind;

    public RunFailedException(FailureKind kind, String message) {
        this(kind, message, null);
    }

    public RunFailedException(FailureKind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    /** Why, for whoever decides about another attempt. */
    public FailureKind kind() {
        return kind;
    }

    /** The sentence for the user. */
    public String explanation() {
        return String.valueOf(getMessage());
    }
}
