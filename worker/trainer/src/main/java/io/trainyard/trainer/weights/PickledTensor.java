package io.trainyard.trainer.weights;

import io.trainyard.trainer.engine.graph.TensorShape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tensor as a pickle describes it, before its storage is at hand.
 *
 * @param storage where its elements are
 * @param offset of the first element
 * @param sizes of its dimensions
 * @param strides of its dimensions, in elements
 */
record PickledTensor(Storage storage, long offset, List<Long> sizes, List<Long> strides) {
    private static final int MOST_DIMENSIONS = 8;

    PickledTensor {
        sizes = List.copyOf(sizes);
        strides = List.copyOf(strides);
    }

    /**
     * A storage by name.
     *
     * @param type of its elements
     * @param key its name in the file
     * @param elements their number
     * @param begin where a view begins in the storage of that name; 0 but in old files
     */
    record Storage(StoredType type, String key, long elements, long begin) {}

    /** What PyTorch before 0.4 builds in two steps: an empty parameter, then its data. */
    static final class Parameter {
        private @Nullable PickledTensor data;

        @Nullable PickledTensor data() {
            return data;
        }

        void set(PickledTensor tensor) {
            data = tensor;
        }
    }

    /** Its shape, where a network could have it. */
    TensorShape shape(String name) throws InvalidWeightsException {
        List<Integer> shape = new ArrayList<>();
        for (long size : sizes) {
            if (size < 0 || size > Integer.MAX_VALUE || sizes.size() > MOST_DIMENSIONS) {
                throw new InvalidWeightsException(
                        "its tensor '%s' has the shape %s".formatted(name, sizes));
            }
            shape.add((int) size);
        }
        return new TensorShape(shape);
    }
}
