package io.trainyard.trainer.engine.graph;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The sizes of a tensor. A value that flows between layers leaves out the batch: {@code (C, H, W)}.
 *
 * @param sizes from the outermost dimension to the innermost; empty for a scalar
 */
public record TensorShape(List<Integer> sizes) {
    public TensorShape {
        sizes = List.copyOf(sizes);
        if (sizes.stream().anyMatch(size -> size < 0)) {
            throw new IllegalArgumentException("a size is negative: " + sizes);
        }
    }

    /** The shape of those sizes. */
    public static TensorShape of(int... sizes) {
        return new TensorShape(Arrays.stream(sizes).boxed().toList());
    }

    /** A single number. */
    public static TensorShape scalar() {
        return of();
    }

    /** The size of one dimension, counted from the outermost. */
    public int size(int dimension) {
        return sizes.get(dimension);
    }

    /** The number of dimensions. */
    public int rank() {
        return sizes.size();
    }

    /** The number of elements; 1 for a scalar. */
    public long elements() {
        return sizes.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }

    /** The size of the innermost dimension. */
    public int innermost() {
        return sizes.getLast();
    }

    /** The elements that one output of a weight sums over: all but the outermost dimension. */
    public long fanIn() {
        return elements() / Math.max(1, size(0));
    }

    /**
     * The elements that one input of a weight goes into, as torch.nn.init counts them: the groups
     * of a convolution are not taken into account.
     */
    public long fanOut() {
        return fanIn() / size(1) * size(0);
    }

    /** {@code (6, 24, 24)}. */
    @Override
    public String toString() {
        return sizes.stream().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
    }
}
