package io.trainyard.trainer.weights;

import io.trainyard.trainer.engine.TensorBytes;
import java.util.List;
import java.util.Map;

/**
 * The content of a safetensors file.
 *
 * @param tensors in the order of their data
 * @param metadata the file's {@code __metadata__}
 */
public record Safetensors(List<TensorBytes> tensors, Map<String, String> metadata) {
    /** Key of the metadata in the header. */
    static final String METADATA = "__metadata__";

    public Safetensors {
        tensors = List.copyOf(tensors);
        metadata = Map.copyOf(metadata);
    }
}
