package io.trainyard.trainer.weights;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;

/** Weights in whatever format a file has; its content tells, never its name. */
public final class WeightsFile {
    private WeightsFile() {}

    /**
     * Reads a file; its tensors are readable while the arena lives.
     *
     * @throws InvalidWeightsException where it is malformed; the message says how
     */
    public static Safetensors read(Path file, Arena arena)
            throws IOException, InvalidWeightsException {
        return SafetensorsReader.read(file, arena);
    }
}
