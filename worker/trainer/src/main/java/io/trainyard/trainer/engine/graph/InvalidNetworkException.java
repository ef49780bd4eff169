package io.trainyard.trainer.engine.graph;

/**
 * A network cannot be built with the given input or class count; the message says which layer and
 * why.
 */
public final class InvalidNetworkException extends RuntimeException {
    public InvalidNetworkException(String message) {
        super(message);
    }
}
