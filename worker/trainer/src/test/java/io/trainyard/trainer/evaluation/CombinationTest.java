package io.trainyard.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.DoubleStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class CombinationTest {
    private static final Offset<Double> EXACT = within(1e-12);

    /** The mean's winner is the first class, the majority's the second. */
    private static final List<double[]> ROWS =
            List.of(
                    new double[] {0.9, 0.1, 0.0},
                    new double[] {0.2, 0.5, 0.3},
                    new double[] {0.3, 0.6, 0.1});

    @Test
    void meanWeighsProbabilities() {
        // When
        double[] mean = Combination.mean(new double[] {0.5, 0.25, 0.25}).of(ROWS);

        // Then
        assertThat(mean).containsExactly(new double[] {0.575, 0.325, 0.1}, EXACT);
    }

    @Test
    void majorityWinsWhateverTheMean() {
        // When
        double[] votes = Combination.vote(3).of(ROWS);

        // Then one vote and two, and one split as 1.4 : 1.2 : 0.4
        assertThat(votes)
                .containsExactly(
                        new double[] {(1 + 1.4 / 3) / 4, (2 + 1.2 / 3) / 4, 0.4 / 3 / 4}, EXACT);
        assertThat(DoubleStream.of(votes).sum()).isCloseTo(1, EXACT);
    }

    @Test
    void meanBreaksATie() {
        // Given one vote for each class
        List<double[]> tied = List.of(new double[] {0.6, 0.4}, new double[] {0.1, 0.9});

        // When
        double[] votes = Combination.vote(2).of(tied);

        // Then
        assertThat(votes[1]).isGreaterThan(votes[0]);
    }
}
