package io.trainyard.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class TallyTest {
    @Test
    void matrixIsScikitLearnsExample() {
        // Given sklearn.metrics.confusion_matrix: y_true, y_pred
        Tally tally = Tallies.of(3, new int[] {2, 0, 2, 2, 0, 1}, new int[] {0, 0, 2, 2, 0, 2});

        // Then
        assertThat(tally.matrix()).isDeepEqualTo(new long[][] {{2, 0, 0}, {0, 0, 1}, {1, 0, 2}});
    }

    @Test
    void topFiveHoldsTheFiveLikeliest() {
        // Given
        double[] falling = {0.3, 0.2, 0.15, 0.14, 0.1, 0.06, 0.05};
        Tally tally = new Tally(7);

        // When the true class is the likeliest, the fifth, the sixth and the last
        tally.add(0, falling);
        tally.add(4, falling);
        tally.add(5, falling);
        tally.add(6, falling);

        // Then
        assertThat(tally.accuracy()).isEqualTo(0.25);
        assertThat(tally.topFive()).isEqualTo(0.5);
        assertThat(tally.hasTopFive()).isTrue();
        assertThat(new Tally(5).hasTopFive()).isFalse();
    }

    @Test
    void equalProbabilitiesAreRankedByTheirPlace() {
        // Given
        double[] equal = {0.125, 0.125, 0.125, 0.125, 0.125, 0.125, 0.125, 0.125};
        Tally tally = new Tally(8);

        // When
        tally.add(0, equal);
        tally.add(4, equal);
        tally.add(5, equal);

        // Then: a network that says nothing is not right about everything
        assertThat(tally.accuracy()).isEqualTo(1.0 / 3);
        assertThat(tally.topFive()).isEqualTo(2.0 / 3);
    }

    @Test
    void whatIsNoNumberIsNotAmongTheFirst() {
        // Given
        double[] none = new double[6];
        Arrays.fill(none, Double.NaN);
        Tally tally = new Tally(6);

        // When
        tally.add(3, none);

        // Then
        assertThat(tally.topFive()).isZero();
        assertThat(tally.accuracy()).isZero();
    }

    @Test
    void growsBeyondItsFirstRoom() {
        // Given
        Tally tally = new Tally(2);

        // When
        for (int image = 0; image < 1000; image++) {
            tally.add(image % 2, new double[] {0.75, 0.25});
        }

        // Then
        assertThat(tally.images()).isEqualTo(1000);
        assertThat(tally.accuracy()).isEqualTo(0.5);
        assertThat(tally.confidence(999)).isEqualTo(0.75);
    }
}
