package io.trainyard.trainer.engine;

import java.nio.ByteBuffer;

/**
 * How the samples of a batch are mixed with their neighbours: sample i with sample i - 1, and the
 * first with the last (torchvision.transforms.v2.MixUp and CutMix, which roll by 1). A batch of one
 * is mixed with itself, which leaves it as it is.
 *
 * <p>Where the box has an area, it is filled from the neighbour; otherwise whole inputs are blended
 * by lambda. The loss is {@code lambda * L(own labels) + (1 - lambda) * L(the neighbours' labels)}.
 *
 * @param lambda weight of a sample's own label: 1 = nothing is mixed
 * @param left first column of the box
 * @param top first row of the box
 * @param right column after the last
 * @param bottom row after the last
 */
public record Mixing(double lambda, int left, int top, int right, int bottom) {
    /** The batch as it is. */
    public static final Mixing NONE = blend(1);

    /** Numbers that it takes to tell a program. */
    static final int NUMBERS = 5;

    public Mixing {
        if (!(lambda >= 0 && lambda <= 1)) {
            throw new IllegalArgumentException("lambda is %s, not in 0..1".formatted(lambda));
        }
        if (left < 0 || top < 0 || right < left || bottom < top) {
            throw new IllegalArgumentException(
                    "columns %d to %d and rows %d to %d are no box"
                            .formatted(left, right, top, bottom));
        }
    }

    /** MixUp: {@code lambda * own + (1 - lambda) * neighbour}. */
    public static Mixing blend(double lambda) {
        return new Mixing(lambda, 0, 0, 0, 0);
    }

    /** Writes lambda, left, top, right, bottom as float64. */
    void writeTo(ByteBuffer bytes) {
        double[] numbers = {lambda, left, top, right, bottom};
        for (int place = 0; place < NUMBERS; place++) {
            bytes.putDouble(place * Double.BYTES, numbers[place]);
        }
    }
}
