package io.trainyard.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

final class PercentileTest {
    @Test
    void isNumpysExample() {
        // Given numpy.percentile: a = [[10, 7, 4], [3, 2, 1]]
        double[] values = {10, 7, 4, 3, 2, 1};

        // Then
        assertThat(Percentile.of(values, 0.5)).isEqualTo(3.5);
        assertThat(Percentile.of(values, 0.95)).isCloseTo(9.25, within(1e-12));
        assertThat(Percentile.of(values, 1)).isEqualTo(10);
        assertThat(Percentile.of(new double[] {4}, 0.95)).isEqualTo(4);
    }
}
