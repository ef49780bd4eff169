package io.trainyard.trainer.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.Wire;
import io.trainyard.trainer.engine.TrainableNetwork.Share;
import io.trainyard.trainer.engine.Update;
import io.trainyard.trainer.engine.Update.Clipping;
import io.trainyard.trainer.engine.Update.Group;
import io.trainyard.trainer.engine.UpdateRule;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What becomes of gradients before an optimizer's rule, against formulas in plain Java. */
class UpdateTest {
    private static final int WEIGHTS = SoftmaxRegression.CLASSES * SoftmaxRegression.FEATURES;

    @Test
    void clipsTheNormOfAllGradientsTogetherAsTorchDoes() {
        // Given
        double[] start = SoftmaxRegression.start();
        double[] gradient = SoftmaxRegression.gradient(start);
        double norm = Math.sqrt(Arrays.stream(gradient).map(each -> each * each).sum());

        for (double bound : List.of(norm / 3, norm * 3)) {
            try (LinearTraining training = training(new Clipping(null, bound), false)) {
                // When
                double loss = training.step(0.5);

                // Then: clip_grad_norm_ divides by the norm plus 1e-6, and never lengthens
                double share = Math.min(1, bound / (norm + 1e-6));
                assertThat(loss).isPositive();
                for (int i = 0; i < start.length; i++) {
                    assertThat(training.parameters()[i])
                            .isCloseTo(start[i] - 0.5 * share * gradient[i], within(1e-12));
                }
            }
        }
    }

    @Test
    void clipsValuesOnBothSidesAndBeforeTheNorm() {
        // Given
        double[] start = SoftmaxRegression.start();
        double[] clipped =
                Arrays.stream(SoftmaxRegression.gradient(start))
                        .map(each -> Math.clamp(each, -0.05, 0.05))
                        .toArray();
        double norm = Math.sqrt(Arrays.stream(clipped).map(each -> each * each).sum());
        assertThat(clipped).contains(-0.05, 0.05);

        try (LinearTraining training = training(new Clipping(0.05, norm / 2), false)) {
            // When
            double loss = training.step(1);

            // Then
            assertThat(loss).isPositive();
            for (int i = 0; i < start.length; i++) {
                double expected = start[i] - clipped[i] * (norm / 2) / (norm + 1e-6);
                assertThat(training.parameters()[i]).isCloseTo(expected, within(1e-12));
            }
        }
    }

    @Test
    void batchesOfUnequalSizeAccumulateToOneUpdateByAllSamples() {
        // Given
        try (LinearTraining whole = training(new Clipping(0.05, 0.1), false);
                LinearTraining parts = training(new Clipping(0.05, 0.1), true)) {
            for (int update = 0; update < 4; update++) {
                // When
                double[] before = parts.parameters();
                double loss = whole.step(0.3);
                double first = parts.step(new int[] {0, 1}, new Share(2 / 3.0, false), 0.3);
                double[] between = parts.parameters();
                double second = parts.step(new int[] {2}, new Share(1 / 3.0, true), 0.3);

                // Then
                assertThat(between).isEqualTo(before);
                assertThat(first * 2 / 3 + second / 3).isCloseTo(loss, within(1e-12));
                assertThat(parts.parameters()).containsExactly(whole.parameters(), within(1e-12));
            }
        }
    }

    @Test
    void eachGroupHasItsOwnRateAndDecay() {
        // Given
        UpdateRule decayed = sgd(0.1);
        UpdateRule plain = sgd(0);
        Update update =
                new Update(
                        List.of(
                                new Group(Set.of("fc.bias"), 1, plain),
                                new Group(Set.of("fc.weight"), 0, decayed)),
                        2,
                        Clipping.NONE,
                        false);
        double[] expected = SoftmaxRegression.start();
        double[] velocity = new double[expected.length];

        try (LinearTraining training = new LinearTraining(update)) {
            for (int step = 0; step < 5; step++) {
                // When
                double loss = training.step(0.3, 0.07);

                // Then
                double[] gradient = SoftmaxRegression.gradient(expected);
                for (int i = 0; i < expected.length; i++) {
                    boolean weight = i < WEIGHTS;
                    double slope = gradient[i] + (weight ? 0.1 : 0) * expected[i];
                    velocity[i] = 0.9 * velocity[i] + slope;
                    expected[i] -= (weight ? 0.3 : 0.07) * velocity[i];
                }
                assertThat(loss).isPositive();
                assertThat(training.parameters()).containsExactly(expected, within(1e-12));
            }
        }
    }

    private static LinearTraining training(Clipping clipping, boolean accumulates) {
        return new LinearTraining(
                new Update(
                        List.of(new Group(LinearTraining.PARAMETERS, 0, sgd(0))),
                        1,
                        clipping,
                        accumulates));
    }

    private static UpdateRule sgd(double weightDecay) {
        ObjectNode parameters =
                Wire.json()
                        .createObjectNode()
                        .put("learningRate", 1)
                        .put("momentum", 0.9)
                        .put("dampening", 0)
                        .put("weightDecay", weightDecay)
                        .put("nesterov", false);
        return Optimizers.REGISTRY.named("sgd").rule(parameters);
    }
}
