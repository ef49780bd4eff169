package io.trainyard.orchestrator.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.api.SeriesView;
import java.util.Collections;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MinMaxTest {
    @Test
    void keepsLeastAndGreatestOfEachBucketInStepOrder() {
        // Given buckets 0-4 and 5-9
        MinMax points = new MinMax(0, 9, 2);
        double[] values = {3, 9, 1, 4, 4, 0, 2, 2, 8, 7};
        for (int step = 0; step < values.length; step++) {
            points.add(step, values[step]);
        }

        // Then
        SeriesView series = points.series("loss");
        assertThat(series.steps()).containsExactly(1L, 2L, 5L, 8L);
        assertThat(series.values()).containsExactly(9.0, 1.0, 0.0, 8.0);
    }

    @Test
    void fewPointsAreAllKept() {
        // Given
        MinMax points = new MinMax(10, 13, 100);
        points.add(10, 1);
        points.add(12, 1);
        points.add(13, 0.5);

        // Then
        assertThat(points.series("loss").steps()).containsExactly(10L, 12L, 13L);
    }

    @Test
    void bucketOfOneValueIsOnePoint() {
        // Given
        MinMax points = new MinMax(0, 99, 1);
        for (int step = 0; step < 100; step++) {
            points.add(step, 7);
        }

        // Then
        assertThat(points.series("loss").steps()).containsExactly(0L);
    }

    @Test
    void notANumberAndInfinitiesStayVisible() {
        // Given
        MinMax points = new MinMax(0, 19, 2);
        for (int step = 0; step < 20; step++) {
            points.add(step, 1);
        }
        points.add(4, Double.NaN);
        points.add(12, Double.NEGATIVE_INFINITY);
        points.add(13, Double.POSITIVE_INFINITY);

        // Then
        assertThat(points.series("loss").values())
                .containsExactly(
                        1.0, Double.NaN, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    @Test
    void longSeriesHasTwoPointsABucketAtMostAndLosesNoPeak() {
        // Given
        int count = 100_003;
        int buckets = 800;
        MinMax points = new MinMax(1, count, buckets);
        Random random = new Random(5);
        for (int step = 1; step <= count; step++) {
            points.add(step, step == 77_777 ? 1e9 : random.nextDouble());
        }

        // Then
        SeriesView series = points.series("loss");
        assertThat(series.steps()).hasSizeBetween(buckets, 2 * buckets).isSorted();
        assertThat(series.steps()).doesNotHaveDuplicates();
        assertThat(Collections.max(series.values())).isEqualTo(1e9);
        assertThat(series.steps().get(series.values().indexOf(1e9))).isEqualTo(77_777);
    }

    @Test
    void whatIsOutsideIsLeftOutAndTheWidestRangeFits() {
        // Given
        MinMax points = new MinMax(5, Long.MAX_VALUE, 3);
        points.add(4, 1);
        points.add(5, 2);
        points.add(Long.MAX_VALUE, 3);

        // Then
        assertThat(points.series("loss").steps()).containsExactly(5L, Long.MAX_VALUE);
    }
}
