package io.trainyard.trainer.engine;

import java.util.Arrays;

/** What an evaluation of a batch gave. */
public final class BatchResult {
    private final double summedLossNats;
    private final int samples;
    private final double[] probabilities;

    /**
     * A result that takes over the array.
     *
     * @param summedLossNats over the batch
     * @param samples in the batch
     * @param probabilities (B, classes) in row-major order
     */
    public BatchResult(double summedLossNats, int samples, double[] probabilities) {
        this.summedLossNats = summedLossNats;
        this.samples = samples;
        this.probabilities = probabilities;
    }

    /** The loss, added up over the batch. */
    public double summedLossNats() {
        return summedLossNats;
    }

    /** The loss, as a mean over the batch. */
    public double meanLossNats() {
        return summedLossNats / samples;
    }

    /** The softmax of one sample's logits: one probability a class, a copy. */
    public double[] probabilities(int sample) {
        int classes = probabilities.length / samples;
        return Arrays.copyOfRange(probabilities, sample * classes, (sample + 1) * classes);
    }
}
