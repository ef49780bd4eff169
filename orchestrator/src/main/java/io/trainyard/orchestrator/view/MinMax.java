package io.trainyard.orchestrator.view;

import io.trainyard.contract.api.SeriesView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reduces a series to what a chart of so many pixel columns shows of it: of each bucket of equal
 * step width the points of its least and its greatest value, so that no peak is lost. NaN counts as
 * greater than all numbers, as PostgreSQL has it, so that it is not lost either.
 */
final class MinMax {
    private static final long NONE = -1;

    private final long from;
    private final long to;
    private final long width;
    private final long[] leastSteps;
    private final long[] greatestSteps;
    private final double[] least;
    private final double[] greatest;

    /**
     * @param from the first step, not negative
     * @param to the last step, not before the first
     * @param buckets how many at most, at least one
     */
    MinMax(long from, long to, int buckets) {
        this.from = from;
        this.to = to;
        width = (to - from) / buckets + 1;
        int count = Math.toIntExact((to - from) / width + 1);
        leastSteps = new long[count];
        greatestSteps = new long[count];
        Arrays.fill(leastSteps, NONE);
        least = new double[count];
        greatest = new double[count];
    }

    /** Takes a point in; one that is outside of the range is left out. */
    void add(long step, double value) {
        if (step < from || step > to) {
            return;
        }
        int bucket = (int) ((step - from) / width);
        boolean first = leastSteps[bucket] == NONE;
        if (first || Double.compare(value, least[bucket]) < 0) {
            leastSteps[bucket] = step;
            least[bucket] = value;
        }
        if (first || Double.compare(value, greatest[bucket]) > 0) {
            greatestSteps[bucket] = step;
            greatest[bucket] = value;
        }
    }

    /** One or two points a bucket that has any, ascending by step. */
    SeriesView series(String name) {
        List<Long> steps = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (int bucket = 0; bucket < leastSteps.length; bucket++) {
            long low = leastSteps[bucket];
            long high = greatestSteps[bucket];
            if (low == NONE) {
                continue;
            }
            steps.add(Math.min(low, high));
            values.add(low <= high ? least[bucket] : greatest[bucket]);
            if (low != high) {
                steps.add(Math.max(low, high));
                values.add(low <= high ? greatest[bucket] : least[bucket]);
            }
        }
        return new SeriesView(name, steps, values);
    }
}
