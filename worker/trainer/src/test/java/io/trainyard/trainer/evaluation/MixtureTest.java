package io.trainyard.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Against closed forms of the least negative log-likelihood. */
final class MixtureTest {
    @Test
    void twoThatExplainDifferentImagesShareByTheirNumber() {
        // Given 3 images of 5 that the first finds likely, 0.8 against 0.2, and 2 the other way
        double[][] likelihoods = {{0.8, 0.8, 0.8, 0.2, 0.2}, {0.2, 0.2, 0.2, 0.8, 0.8}};

        // When
        double[] weights = Mixture.fit(likelihoods);

        // Then 0.2 + 0.6 w = 3/5
        assertThat(weights[0]).isCloseTo(2 / 3.0, within(1e-6));
        assertThat(weights[0] + weights[1]).isCloseTo(1, within(1e-12));
    }

    @Test
    void oneThatIsAlwaysBetterTakesAll() {
        // When
        double[] weights = Mixture.fit(new double[][] {{0.9, 0.7}, {0.6, 0.5}, {0.8, 0.1}});

        // Then
        assertThat(weights[0]).isCloseTo(1, within(1e-6));
        assertThat(weights[1]).isCloseTo(0, within(1e-6));
    }

    @Test
    void imageThatAllFindImpossibleChangesNothing() {
        // When
        double[] weights = Mixture.fit(new double[][] {{1, 1, 0, 0}, {0, 0, 1, 0}});
        double[] unexplained = Mixture.fit(new double[][] {{0, 0}, {0, 0}});

        // Then
        assertThat(weights[0]).isCloseTo(2 / 3.0, within(1e-9));
        assertThat(unexplained).containsExactly(0.5, 0.5);
    }
}
