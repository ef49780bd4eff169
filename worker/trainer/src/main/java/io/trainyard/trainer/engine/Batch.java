package io.trainyard.trainer.engine;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.trainyard.trainer.engine.graph.TensorShape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;

/**
 * Room for a batch of inputs (B, C, H, W) and labels (B) in libtorch's memory. Writing to the
 * buffers changes the tensors; each sample has its own place, so several threads may fill one
 * batch.
 */
public final class Batch implements AutoCloseable {
    private final NDManager manager = NDManager.newBaseManager(Libtorch.ENGINE);
    private final NDArray inputs;
    private final NDArray labels;
    private final ByteBuffer inputBytes;
    private final ByteBuffer labelBytes;
    private final int capacity;
    private final Beginning beginning;
    private final Map<Integer, View> views = new HashMap<>();
    private int size;

    /** The first samples of a batch, as tensors. */
    record View(NDArray inputs, NDArray labels) {}

    private Batch(int capacity, TensorShape sample, ElementType type, Beginning beginning) {
        long[] shape = new long[sample.rank() + 1];
        shape[0] = capacity;
        for (int dimension = 0; dimension < sample.rank(); dimension++) {
            shape[dimension + 1] = sample.size(dimension);
        }
        this.capacity = capacity;
        this.beginning = beginning;
        this.inputs = manager.zeros(new Shape(shape), Tensors.dataType(type));
        this.labels = manager.zeros(new Shape(capacity), DataType.INT64);
        this.inputBytes = inputs.toByteBuffer(true).order(ByteOrder.nativeOrder());
        this.labelBytes = labels.toByteBuffer(true).order(ByteOrder.nativeOrder());
        this.size = capacity;
    }

    /** A batch of images, one byte a channel. */
    public static Batch ofPixels(int capacity, TensorShape sample) {
        return new Batch(capacity, sample, ElementType.UINT8, Beginning.PIXELS);
    }

    /** A batch of inputs that are no pixels, float64. */
    public static Batch ofNumbers(int capacity, TensorShape sample) {
        return new Batch(capacity, sample, ElementType.FLOAT64, Beginning.PIXELS);
    }

    /** A batch of what a network's frozen prefix made of images, float32. */
    public static Batch ofFeatures(int capacity, TensorShape sample) {
        return new Batch(capacity, sample, ElementType.FLOAT32, Beginning.FEATURES);
    }

    /** Where in a network its samples enter. */
    Beginning beginning() {
        return beginning;
    }

    /** Most samples it holds. */
    public int capacity() {
        return capacity;
    }

    /** Samples it holds now. */
    public int size() {
        return size;
    }

    /** Says how many samples, from the first, are in use. */
    public void resize(int newSize) {
        if (newSize < 1 || newSize > capacity) {
            throw new IllegalArgumentException(
                    "size %d is not in 1..%d".formatted(newSize, capacity));
        }
        size = newSize;
    }

    /** The input bytes of one sample, as a buffer of its own. */
    public ByteBuffer sample(int index) {
        int bytes = inputBytes.capacity() / capacity;
        return inputBytes.slice(index * bytes, bytes).order(ByteOrder.nativeOrder());
    }

    /** Sets the class of one sample. */
    public void label(int index, int label) {
        labelBytes.putLong(index * Long.BYTES, label);
    }

    /** The class of one sample. */
    public int label(int index) {
        return Math.toIntExact(labelBytes.getLong(index * Long.BYTES));
    }

    /** The samples in use; made once a size. */
    View view() {
        if (size == capacity) {
            return new View(inputs, labels);
        }
        return views.computeIfAbsent(size, this::first);
    }

    private View first(int samples) {
        NDIndex first = new NDIndex("0:" + samples);
        return new View(inputs.get(first), labels.get(first));
    }

    /** Frees the memory; no buffer of it may be used afterwards. */
    @Override
    public void close() {
        manager.close();
    }
}
