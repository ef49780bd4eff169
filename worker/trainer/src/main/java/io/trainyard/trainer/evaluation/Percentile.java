package io.trainyard.trainer.evaluation;

import java.util.Arrays;

/** Percentiles of a few measurements. */
public final class Percentile {
    private Percentile() {}

    /**
     * The value below which that share of the values lies, linear between neighbours:
     * numpy.percentile.
     *
     * @param values at least one
     * @param share 0..1
     */
    public static double of(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double place = share * (sorted.length - 1);
        int below = (int) Math.floor(place);
        int above = (int) Math.ceil(place);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
