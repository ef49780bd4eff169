package io.trainyard.trainer.engine;

/**
 * A TorchScript module's source text.
 *
 * @param source with the methods {@code step} (absent where nothing is trained), {@code evaluate}
 *     and {@code logits}
 */
record Program(String source) {
    /** The class that the source declares. */
    static final String CLASS_NAME = "Network";
}
