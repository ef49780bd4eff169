package io.trainyard.trainer.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.trainyard.trainer.engine.graph.TensorShape;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;

/** Makes tensors and opens windows onto their memory. */
final class Tensors {
    private Tensors() {}

    /**
     * A tensor of zeros.
     *
     * @param argument the name of the script's argument that it travels in; {@code []} at its end
     *     makes it one of a list
     */
    static NDArray zeros(NDManager manager, TensorShape shape, ElementType type, String argument) {
        long[] sizes = shape.sizes().stream().mapToLong(Integer::longValue).toArray();
        NDArray array = manager.zeros(new Shape(sizes), dataType(type));
        array.setName(argument);
        return array;
    }

    /** A window onto a tensor: what is written there changes it. */
    static TensorBytes window(String name, NDArray array, TensorShape shape, ElementType type) {
        MemorySegment bytes =
                MemorySegment.ofBuffer(array.toByteBuffer(true).order(ByteOrder.nativeOrder()));
        return new TensorBytes(name, type, shape, bytes);
    }

    static DataType dataType(ElementType type) {
        return switch (type) {
            case UINT8 -> DataType.UINT8;
            case INT64 -> DataType.INT64;
            case FLOAT32 -> DataType.FLOAT32;
            case FLOAT64 -> DataType.FLOAT64;
        };
    }
}
