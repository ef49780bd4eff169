package io.trainyard.trainer.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.Wire;
import io.trainyard.trainer.engine.UpdateRule;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The fused kernels against torch.optim's documented formulas, written out in plain Java in double
 * precision.
 */
class OptimizersTest {
    private static final int STEPS = 12;

    /**
     * Changes each step, since an optimizer that folds the rate into its state is wrong only then.
     */
    private static double rate(int step) {
        return 0.1 / (1 + step);
    }

    /** torch's pseudocode, one step: state survives between calls in the instance. */
    interface Formula {
        void step(double[] parameters, double[] gradient, double rate, int step);
    }

    static Stream<Arguments> optimizers() {
        return Stream.of(
                Arguments.of("sgd", sgd(0, 0, 0, false), sgdFormula(0, 0, 0, false)),
                Arguments.of("sgd", sgd(0.9, 0, 0.01, false), sgdFormula(0.9, 0, 0.01, false)),
                Arguments.of("sgd", sgd(0.9, 0.3, 0.01, false), sgdFormula(0.9, 0.3, 0.01, false)),
                Arguments.of("sgd", sgd(0.8, 0, 0.05, true), sgdFormula(0.8, 0, 0.05, true)),
                Arguments.of("adam", adam(0.1), adamFormula(0.1, false)),
                Arguments.of("adamw", adam(0.1), adamFormula(0.1, true)),
                Arguments.of("rmsprop", rmsProp(0, false, 0), rmsPropFormula(0, false, 0)),
                Arguments.of("rmsprop", rmsProp(0.9, false, 0.1), rmsPropFormula(0.9, false, 0.1)),
                Arguments.of("rmsprop", rmsProp(0, true, 0.1), rmsPropFormula(0, true, 0.1)),
                Arguments.of("rmsprop", rmsProp(0.8, true, 0), rmsPropFormula(0.8, true, 0)),
                Arguments.of("lamb", adam(0.1), lambFormula(0.1)),
                Arguments.of("lamb", adam(0), lambFormula(0)),
                Arguments.of("lars", lars(0.1), larsFormula(0.1)),
                Arguments.of("lars", lars(0), larsFormula(0)));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void takesTheStepsThatTorchDocuments(String name, ObjectNode parameters, Formula formula) {
        // Given
        double[] expected = SoftmaxRegression.start();
        UpdateRule rule = Optimizers.REGISTRY.named(name).rule(parameters);
        try (LinearTraining training = LinearTraining.of(rule)) {
            for (int step = 0; step < STEPS; step++) {
                // When
                double loss = training.step(rate(step));
                formula.step(expected, SoftmaxRegression.gradient(expected), rate(step), step);

                // Then
                assertThat(loss).isPositive();
                double[] actual = training.parameters();
                for (int i = 0; i < expected.length; i++) {
                    assertThat(actual[i]).isCloseTo(expected[i], within(1e-9));
                }
            }
        }
    }

    /** Two parameters, four steps of a fixed series of gradients, run in PyTorch 2.13. */
    @Test
    void theFormulasThemselvesGiveTorchsNumbers() {
        // Given
        Formula damped = sgdFormula(0.9, 0.3, 0.01, false);
        Formula nesterov = sgdFormula(0.9, 0, 0.01, true);

        // When
        double[] afterDamped = fourSteps(damped);
        double[] afterNesterov = fourSteps(nesterov);

        // Then
        assertThat(afterDamped)
                .containsExactly(
                        new double[] {0.8525277850777729, -1.897648602518976}, within(1e-12));
        assertThat(afterNesterov)
                .containsExactly(
                        new double[] {0.721377136562053, -1.9033156685314272}, within(1e-12));
    }

    private static double[] fourSteps(Formula formula) {
        double[] parameters = {1, -2};
        for (int step = 0; step < 4; step++) {
            formula.step(parameters, new double[] {0.1 * (step + 1), -0.3 + 0.2 * step}, 0.1, step);
        }
        return parameters;
    }

    @Test
    void nesterovWithoutMomentumIsRefused() {
        // Given
        ObjectNode parameters = sgd(0, 0, 0, true);

        // When
        Optimizer sgd = Optimizers.REGISTRY.named("sgd");

        // Then
        assertThatThrownBy(() -> sgd.rule(parameters))
                .hasMessageContaining("nesterov")
                .hasMessageContaining("momentum");
    }

    private static Formula sgdFormula(
            double momentum, double dampening, double weightDecay, boolean nesterov) {
        double[] buffer = new double[SoftmaxRegression.start().length];
        return (parameters, gradient, rate, step) -> {
            for (int i = 0; i < parameters.length; i++) {
                double g = gradient[i] + weightDecay * parameters[i];
                if (momentum != 0) {
                    buffer[i] = step == 0 ? g : momentum * buffer[i] + (1 - dampening) * g;
                    g = nesterov ? g + momentum * buffer[i] : buffer[i];
                }
                parameters[i] -= rate * g;
            }
        };
    }

    private static Formula adamFormula(double weightDecay, boolean decoupled) {
        double[] first = new double[SoftmaxRegression.start().length];
        double[] second = new double[first.length];
        return (parameters, gradient, rate, step) -> {
            for (int i = 0; i < parameters.length; i++) {
                double g = gradient[i];
                if (decoupled) {
                    parameters[i] -= rate * weightDecay * parameters[i];
                } else {
                    g += weightDecay * parameters[i];
                }
                first[i] = 0.9 * first[i] + (1 - 0.9) * g;
                second[i] = 0.99 * second[i] + (1 - 0.99) * g * g;
                double firstHat = first[i] / (1 - Math.pow(0.9, step + 1));
                double secondHat = second[i] / (1 - Math.pow(0.99, step + 1));
                parameters[i] -= rate * firstHat / (Math.sqrt(secondHat) + 1e-6);
            }
        };
    }

    private static ObjectNode sgd(
            double momentum, double dampening, double weightDecay, boolean nesterov) {
        return Wire.json()
                .createObjectNode()
                .put("learningRate", 1)
                .put("momentum", momentum)
                .put("dampening", dampening)
                .put("weightDecay", weightDecay)
                .put("nesterov", nesterov);
    }

    private static ObjectNode adam(double weightDecay) {
        return Wire.json()
                .createObjectNode()
                .put("learningRate", 1)
                .put("beta1", 0.9)
                .put("beta2", 0.99)
                .put("epsilon", 1e-6)
                .put("weightDecay", weightDecay);
    }

    private static Formula rmsPropFormula(double momentum, boolean centered, double weightDecay) {
        int size = SoftmaxRegression.start().length;
        double[] square = new double[size];
        double[] mean = new double[size];
        double[] buffer = new double[size];
        return (parameters, gradient, rate, step) -> {
            for (int i = 0; i < size; i++) {
                double g = gradient[i] + weightDecay * parameters[i];
                square[i] = 0.9 * square[i] + (1 - 0.9) * g * g;
                mean[i] = 0.9 * mean[i] + (1 - 0.9) * g;
                double variance = square[i] - (centered ? mean[i] * mean[i] : 0);
                buffer[i] = momentum * buffer[i] + g / (Math.sqrt(variance) + 1e-6);
                parameters[i] -= rate * buffer[i];
            }
        };
    }

    /** You et al. 2019, algorithm 2, tensor by tensor. */
    private static Formula lambFormula(double weightDecay) {
        int size = SoftmaxRegression.start().length;
        double[] first = new double[size];
        double[] second = new double[size];
        return (parameters, gradient, rate, step) -> {
            double[] direction = new double[size];
            for (int i = 0; i < size; i++) {
                first[i] = 0.9 * first[i] + (1 - 0.9) * gradient[i];
                second[i] = 0.99 * second[i] + (1 - 0.99) * gradient[i] * gradient[i];
                double firstHat = first[i] / (1 - Math.pow(0.9, step + 1));
                double secondHat = second[i] / (1 - Math.pow(0.99, step + 1));
                direction[i] =
                        firstHat / (Math.sqrt(secondHat) + 1e-6) + weightDecay * parameters[i];
            }
            for (int[] tensor : TENSORS) {
                double trust = norm(parameters, tensor) / norm(direction, tensor);
                for (int i = tensor[0]; i < tensor[1]; i++) {
                    parameters[i] -= rate * trust * direction[i];
                }
            }
        };
    }

    /** You, Gitman and Ginsburg 2017, algorithm 1, tensor by tensor. */
    private static Formula larsFormula(double weightDecay) {
        double[] velocity = new double[SoftmaxRegression.start().length];
        return (parameters, gradient, rate, step) -> {
            for (int[] tensor : TENSORS) {
                double weights = norm(parameters, tensor);
                double local = 0.02 * weights / (norm(gradient, tensor) + weightDecay * weights);
                for (int i = tensor[0]; i < tensor[1]; i++) {
                    velocity[i] =
                            0.9 * velocity[i]
                                    + rate * local * (gradient[i] + weightDecay * parameters[i]);
                }
                for (int i = tensor[0]; i < tensor[1]; i++) {
                    parameters[i] -= velocity[i];
                }
            }
        };
    }

    /** Where the weight and the bias lie. */
    private static final int[][] TENSORS = {
        {0, SoftmaxRegression.CLASSES * SoftmaxRegression.FEATURES},
        {
            SoftmaxRegression.CLASSES * SoftmaxRegression.FEATURES,
            SoftmaxRegression.CLASSES * SoftmaxRegression.FEATURES + SoftmaxRegression.CLASSES
        }
    };

    private static double norm(double[] values, int[] range) {
        double sum = 0;
        for (int i = range[0]; i < range[1]; i++) {
            sum += values[i] * values[i];
        }
        return Math.sqrt(sum);
    }

    private static ObjectNode rmsProp(double momentum, boolean centered, double weightDecay) {
        return Wire.json()
                .createObjectNode()
                .put("learningRate", 1)
                .put("alpha", 0.9)
                .put("epsilon", 1e-6)
                .put("momentum", momentum)
                .put("centered", centered)
                .put("weightDecay", weightDecay);
    }

    private static ObjectNode lars(double weightDecay) {
        return Wire.json()
                .createObjectNode()
                .put("learningRate", 1)
                .put("momentum", 0.9)
                .put("trustCoefficient", 0.02)
                .put("weightDecay", weightDecay);
    }

    /** A bias of zeros has no norm to scale by: it must still learn. */
    @ParameterizedTest
    @ValueSource(strings = {"lamb", "lars"})
    void aTensorOfZerosMoves(String name) {
        // Given
        UpdateRule rule =
                Optimizers.REGISTRY.named(name).rule(name.equals("lars") ? lars(0) : adam(0));
        try (LinearTraining training = LinearTraining.of(rule)) {
            training.load(new double[SoftmaxRegression.start().length]);

            // When
            double loss = training.step(0.1);

            // Then
            assertThat(loss).isCloseTo(Math.log(3), within(1e-12));
            assertThat(training.parameters()[0]).isNotZero().isFinite();
            assertThat(training.parameters()[14]).isFinite();
        }
    }
}
