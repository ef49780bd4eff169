package io.trainyard.trainer.engine;

import io.trainyard.trainer.engine.graph.TensorShape;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * A named tensor as little-endian bytes, in row-major order: what files hold, and a window onto
 * what libtorch holds.
 *
 * @param name its state_dict key
 * @param type of its elements
 * @param shape its sizes
 * @param bytes exactly its elements; may be a view that changes with the tensor
 */
public record TensorBytes(String name, ElementType type, TensorShape shape, MemorySegment bytes) {
    private static final ValueLayout.OfFloat FLOAT =
            ValueLayout.JAVA_FLOAT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfDouble DOUBLE =
            ValueLayout.JAVA_DOUBLE_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong LONG =
            ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    public TensorBytes {
        if (bytes.byteSize() != shape.elements() * type.bytes()) {
            throw new IllegalArgumentException(
                    "%s %s %s takes %d bytes, not %d"
                            .formatted(
                                    name,
                                    type,
                                    shape,
                                    shape.elements() * type.bytes(),
                                    bytes.byteSize()));
        }
    }

    /** A tensor on the heap, all zeros. */
    public static TensorBytes zeros(String name, ElementType type, TensorShape shape) {
        int size = Math.toIntExact(shape.elements() * type.bytes());
        return new TensorBytes(name, type, shape, MemorySegment.ofArray(new byte[size]));
    }

    /** A copy on the heap that nothing else changes. */
    public TensorBytes copy() {
        TensorBytes copy = zeros(name, type, shape);
        copy.bytes.copyFrom(bytes);
        return copy;
    }

    /** A copy that lives as long as the arena. */
    public TensorBytes copy(Arena arena) {
        MemorySegment copy = arena.allocate(bytes.byteSize(), type.bytes());
        return new TensorBytes(name, type, shape, copy.copyFrom(bytes));
    }

    /** The same bytes under another name. */
    public TensorBytes renamed(String newName) {
        return new TensorBytes(newName, type, shape, bytes);
    }

    /** The element at a row-major index. */
    public double value(long index) {
        return switch (type) {
            case UINT8 -> Byte.toUnsignedInt(bytes.get(ValueLayout.JAVA_BYTE, index));
            case INT64 -> bytes.get(LONG, index * type.bytes());
            case FLOAT32 -> bytes.get(FLOAT, index * type.bytes());
            case FLOAT64 -> bytes.get(DOUBLE, index * type.bytes());
        };
    }

    /** Whether no element is NaN or infinite. */
    public boolean isFinite() {
        if (!type.isFloat()) {
            return true;
        }
        for (long index = 0; index < shape.elements(); index++) {
            if (!Double.isFinite(value(index))) {
                return false;
            }
        }
        return true;
    }

    /** Changes the element at a row-major index, rounding to the type. */
    public void set(long index, double value) {
        switch (type) {
            case UINT8 -> bytes.set(ValueLayout.JAVA_BYTE, index, (byte) Math.round(value));
            case INT64 -> bytes.set(LONG, index * type.bytes(), Math.round(value));
            case FLOAT32 -> bytes.set(FLOAT, index * type.bytes(), (float) value);
            case FLOAT64 -> bytes.set(DOUBLE, index * type.bytes(), value);
        }
    }

    /**
     * Takes over another tensor's elements, converting the type where it differs.
     *
     * @throws IllegalArgumentException where the shapes differ
     */
    public void copyFrom(TensorBytes source) {
        if (!shape.equals(source.shape)) {
            throw new IllegalArgumentException(
                    "%s is %s, not %s".formatted(name, shape, source.shape));
        }
        if (type == source.type) {
            bytes.copyFrom(source.bytes);
            return;
        }
        for (long index = 0; index < shape.elements(); index++) {
            set(index, source.value(index));
        }
    }
}
