package io.trainyard.trainer.weights;

/** A weights file is malformed; the message says where. */
public final class InvalidWeightsException extends Exception {
    public InvalidWeightsException(String message) {
        super(message);
    }
}
