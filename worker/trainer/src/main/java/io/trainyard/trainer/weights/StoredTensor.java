package io.trainyard.trainer.weights;

import io.trainyard.trainer.engine.TensorBytes;
import io.trainyard.trainer.engine.graph.TensorShape;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A window onto a storage, as torch.Tensor defines it; its constructor has checked that every
 * element lies inside.
 *
 * @param type of its elements
 * @param data the whole storage
 * @param order of an element's bytes
 * @param offset of its first element in the storage, in elements
 * @param shape its sizes
 * @param strides of each dimension, in elements
 */
record StoredTensor(
        StoredType type,
        MemorySegment data,
        ByteOrder order,
        long offset,
        TensorShape shape,
        long[] strides) {
    /**
     * A checked window.
     *
     * @throws InvalidWeightsException where it reaches outside the storage, or repeats elements so
     *     that a small file would fill the memory
     */
    static StoredTensor of(
            String name,
            StoredType type,
            MemorySegment data,
            ByteOrder order,
            long offset,
            TensorShape shape,
            long[] strides)
            throws InvalidWeightsException {
        long stored = data.byteSize() / type.bytes();
        try {
            long elements = shape.elements();
            long last = offset;
            boolean negative = offset < 0;
            for (int dimension = 0; dimension < strides.length; dimension++) {
                negative |= strides[dimension] < 0;
                last =
                        Math.addExact(
                                last,
                                Math.multiplyExact(
                                        strides[dimension],
                                        Math.max(0L, shape.size(dimension) - 1L)));
            }
            if (strides.length == shape.rank()
                    && !negative
                    && (elements == 0 ? offset <= stored : last < stored)
                    && elements <= stored) {
                return new StoredTensor(type, data, order, offset, shape, strides);
            }
        } catch (ArithmeticException _) {
            // Too large for a long is too large for the storage: said below.
        }
        throw new InvalidWeightsException(
                "its tensor '%s' %s with strides %s from element %d on does not lie inside its storage of %d elements"
                        .formatted(name, shape, Arrays.toString(strides), offset, stored));
    }

    /** Bytes that {@link #named} needs beside the file's. */
    long copiedBytes() {
        return isView() ? 0 : shape.elements() * type.readAs().bytes();
    }

    /**
     * Its elements in row-major order, in a type that networks have.
     *
     * @param room for {@link #copiedBytes()}
     */
    TensorBytes named(String name, MemorySegment room) {
        if (isView()) {
            return new TensorBytes(
                    name,
                    type.readAs(),
                    shape,
                    data.asSlice(offset * type.bytes(), shape.elements() * type.bytes()));
        }
        TensorBytes copy = new TensorBytes(name, type.readAs(), shape, room);
        int[] position = new int[shape.rank()];
        for (long index = 0; index < shape.elements(); index++) {
            long element = offset;
            for (int dimension = 0; dimension < position.length; dimension++) {
                element += position[dimension] * strides[dimension];
            }
            copy.set(index, type.value(data, element * type.bytes(), order));
            advance(position);
        }
        return copy;
    }

    private void advance(int[] position) {
        for (int dimension = position.length - 1; dimension >= 0; dimension--) {
            position[dimension]++;
            if (position[dimension] < shape.size(dimension)) {
                return;
            }
            position[dimension] = 0;
        }
    }

    private boolean isView() {
        return type.isReadAsItIs()
                && (order == ByteOrder.LITTLE_ENDIAN || type.bytes() == 1)
                && isContiguous();
    }

    private boolean isContiguous() {
        long due = 1;
        for (int dimension = strides.length - 1; dimension >= 0; dimension--) {
            if (shape.size(dimension) != 1 && strides[dimension] != due) {
                return false;
            }
            due *= shape.size(dimension);
        }
        return true;
    }

    /** The strides of elements that follow each other in row-major order. */
    static long[] rowMajor(TensorShape shape) {
        long[] strides = new long[shape.rank()];
        long stride = 1;
        for (int dimension = strides.length - 1; dimension >= 0; dimension--) {
            strides[dimension] = stride;
            stride *= shape.size(dimension);
        }
        return strides;
    }
}
