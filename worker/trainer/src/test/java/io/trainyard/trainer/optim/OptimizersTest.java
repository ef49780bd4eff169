package io.trainyard.trainer.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.Wire;
import io.trainyard.trainer.engine.Batch;
import io.trainyard.trainer.engine.ChannelScale;
import io.trainyard.trainer.engine.ElementType;
import io.trainyard.trainer.engine.Libtorch;
import io.trainyard.trainer.engine.LossRule;
import io.trainyard.trainer.engine.Recipe;
import io.trainyard.trainer.engine.TensorBytes;
import io.trainyard.trainer.engine.TrainableNetwork;
import io.trainyard.trainer.engine.graph.Flatten;
import io.trainyard.trainer.engine.graph.Linear;
import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.engine.graph.NetworkBuilder;
import io.trainyard.trainer.engine.graph.TensorShape;
import io.trainyard.trainer.seed.Seed;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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
                Arguments.of("adamw", adam(0.1), adamFormula(0.1, true)));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void takesTheStepsThatTorchDocuments(String name, ObjectNode parameters, Formula formula) {
        // Given
        double[] expected = SoftmaxRegression.start();
        Network network = linearClassifier();
        Recipe recipe =
                new Recipe(
                        network,
                        ElementType.FLOAT64,
                        new LossRule(
                                "torch.cross_entropy_loss(logits, labels, None, 1, -100, 0.)",
                                "torch.cross_entropy_loss(logits, labels, None, 2, -100, 0.)"),
                        Optimizers.REGISTRY.named(name).rule(parameters),
                        Set.of());
        Libtorch.prepareThread(1);
        try (TrainableNetwork trainable = new TrainableNetwork(recipe, ChannelScale.identity(1));
                Batch batch = batch(network)) {
            load(trainable, expected);

            for (int step = 0; step < STEPS; step++) {
                // When
                double loss = trainable.step(batch, rate(step), new Seed(0)).lossNats();
                formula.step(expected, SoftmaxRegression.gradient(expected), rate(step), step);

                // Then
                assertThat(loss).isPositive();
                double[] actual = parameters(trainable);
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

    private static Network linearClassifier() {
        NetworkBuilder builder = new NetworkBuilder("linear", TensorShape.of(1, 2, 2));
        NetworkBuilder.Value logits =
                builder.input()
                        .then(new Flatten())
                        .then("fc", Linear.of(SoftmaxRegression.CLASSES));
        assertThat(logits.shape()).isEqualTo(TensorShape.of(SoftmaxRegression.CLASSES));
        return builder.build("fc");
    }

    private static Batch batch(Network network) {
        Batch batch = Batch.ofNumbers(SoftmaxRegression.LABELS.length, network.input());
        for (int sample = 0; sample < batch.size(); sample++) {
            batch.label(sample, SoftmaxRegression.LABELS[sample]);
            batch.sample(sample).asDoubleBuffer().put(SoftmaxRegression.INPUTS.get(sample));
        }
        return batch;
    }

    private static void load(TrainableNetwork trainable, double[] parameters) {
        int position = 0;
        for (TensorBytes tensor : trainable.weights()) {
            for (long i = 0; i < tensor.shape().elements(); i++) {
                tensor.set(i, parameters[position++]);
            }
        }
    }

    private static double[] parameters(TrainableNetwork trainable) {
        return trainable.weights().stream()
                .flatMapToDouble(tensor ->
                        LongStream.range(0, tensor.shape().elements()).mapToDouble(tensor::value))
                .toArray();
    }
}
