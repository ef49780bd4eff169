package io.trainyard.trainer.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
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
import io.trainyard.trainer.engine.UpdateRule;
import io.trainyard.trainer.engine.graph.Flatten;
import io.trainyard.trainer.engine.graph.Linear;
import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.engine.graph.NetworkBuilder;
import io.trainyard.trainer.engine.graph.TensorShape;
import io.trainyard.trainer.seed.Seed;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Losses of logits chosen so that their softmax is known, against the formulas. */
class LossesTest {
    /** Softmax (0.5, 0.25, 0.25), (0.2, 0.2, 0.6), (0.1, 0.8, 0.1). */
    private static final double[][] PROBABILITIES = {
        {0.5, 0.25, 0.25}, {0.2, 0.2, 0.6}, {0.1, 0.8, 0.1}
    };

    private static final int[] LABELS = {0, 2, 0};
    private static final TrainingClasses CLASSES =
            new TrainingClasses(List.of("cat", "dog", "fox"), List.of(60, 30, 10));

    @Test
    void crossEntropyIsTheMeanLogarithm() {
        // Then
        assertThat(loss("cross_entropy", "{}"))
                .isCloseTo(-(Math.log(0.5) + Math.log(0.6) + Math.log(0.1)) / 3, within(1e-12));
    }

    @Test
    void smoothedLabelsCountEveryClass() {
        // Given: (1 - s) of the true class and s / classes of each
        double expected = 0;
        for (int sample = 0; sample < LABELS.length; sample++) {
            for (int label = 0; label < 3; label++) {
                double target = (label == LABELS[sample] ? 0.9 : 0) + 0.1 / 3;
                expected -= target * Math.log(PROBABILITIES[sample][label]) / 3;
            }
        }

        // Then
        assertThat(loss("cross_entropy", "{'labelSmoothing': 0.1}"))
                .isCloseTo(expected, within(1e-12));
    }

    @Test
    void weightedCrossEntropyIsDividedByTheSumOfWeights() {
        // Given
        double expected =
                -(2 * Math.log(0.5) + 0.5 * Math.log(0.6) + 2 * Math.log(0.1)) / (2 + 0.5 + 2);

        // Then
        assertThat(loss("cross_entropy", "{'classWeights': [2, 7, 0.5]}"))
                .isCloseTo(expected, within(1e-12));
        assertThat(loss("cross_entropy", "{'classWeights': {'fox': 0.25}}"))
                .isCloseTo(
                        -(Math.log(0.5) + 0.25 * Math.log(0.6) + Math.log(0.1)) / 2.25,
                        within(1e-12));
    }

    @Test
    void balancedWeightsAreImagesOverClassesTimesCount() {
        // Given: 100 / (3 * 60) and 100 / (3 * 10)
        double cat = 100.0 / 180;
        double fox = 100.0 / 30;

        // Then
        assertThat(loss("cross_entropy", "{'classWeights': 'balanced'}"))
                .isCloseTo(
                        -(cat * Math.log(0.5) + fox * Math.log(0.6) + cat * Math.log(0.1))
                                / (2 * cat + fox),
                        within(1e-7)); // TorchScript makes float32 of a list of constants
    }

    @Test
    void focalLossCountsDoubtfulSamplesMore() {
        // Given
        double expected =
                -(0.25 * Math.log(0.5) + 0.16 * Math.log(0.6) + 0.81 * Math.log(0.1)) / 3;

        // Then
        assertThat(loss("focal", "{'gamma': 2}")).isCloseTo(expected, within(1e-12));
        assertThat(loss("focal", "{'gamma': 0}"))
                .isCloseTo(loss("cross_entropy", "{}"), within(1e-12));
        // The weights are alpha: the mean is over images.
        assertThat(loss("focal", "{'gamma': 2, 'classWeights': [3, 3, 3]}"))
                .isCloseTo(3 * expected, within(1e-12));
    }

    @Test
    void theFocalGradientIsThatOfTheFormula() {
        // Given: d/dz_j of -(1-p)^2 log p is (2 p (1-p) log p - (1-p)^2) (delta_tj - p_j)
        double[] expected = new double[3];
        for (int sample = 0; sample < LABELS.length; sample++) {
            double p = PROBABILITIES[sample][LABELS[sample]];
            double outer = 2 * p * (1 - p) * Math.log(p) - (1 - p) * (1 - p);
            for (int label = 0; label < 3; label++) {
                double delta = label == LABELS[sample] ? 1 : 0;
                expected[label] += outer * (delta - PROBABILITIES[sample][label]) / 3;
            }
        }

        // Then
        assertThat(gradient("focal", "{'gamma': 2}")).containsExactly(expected, within(1e-12));
    }

    @Test
    void aCertainSampleLeavesFocalGradientsFinite() {
        // Given
        LossRule rule = rule("focal", "{'gamma': 0.5}");

        // Then
        try (TrainableNetwork network = network(rule)) {
            double loss = step(network, new double[][] {{0, 0, 900}, {900, 0, 0}}, new int[] {2, 0});
            assertThat(loss).isZero();
            assertThat(bias(network)).containsOnly(0.0);
        }
    }

    @Test
    void evaluationReportsPlainCrossEntropy() {
        // Then
        assertThat(rule("focal", "{'classWeights': [3, 3, 3]}").sum())
                .isEqualTo(rule("cross_entropy", "{'labelSmoothing': 0.1}").sum())
                .isEqualTo("torch.cross_entropy_loss(logits, labels, None, 2, -100, 0.)");
    }

    @Test
    void weightsThatDoNotFitTheClassesAreRefused() {
        // Then
        assertThatThrownBy(() -> rule("cross_entropy", "{'classWeights': [1, 2]}"))
                .hasMessageContaining("2 weights")
                .hasMessageContaining("3 classes");
        assertThatThrownBy(() -> rule("focal", "{'classWeights': {'wolf': 2, 'cat': 1}}"))
                .hasMessageContaining("[wolf]")
                .hasMessageContaining("cat, dog, fox");
    }

    private static double loss(String name, String parameters) {
        try (TrainableNetwork network = network(rule(name, parameters))) {
            return step(network, logits(), LABELS);
        }
    }

    /** Of the sum over the logits of all samples: what a step of rate 1 takes from the bias. */
    private static double[] gradient(String name, String parameters) {
        try (TrainableNetwork network = network(rule(name, parameters))) {
            double loss = step(network, logits(), LABELS);
            assertThat(loss).isPositive();
            return bias(network).stream().mapToDouble(value -> -value).toArray();
        }
    }

    private static List<Double> bias(TrainableNetwork network) {
        TensorBytes bias = network.weights().getLast();
        return IntStream.range(0, 3).mapToObj(bias::value).map(value -> value + 0.0).toList();
    }

    private static double[][] logits() {
        double[][] logits = new double[PROBABILITIES.length][];
        for (int sample = 0; sample < logits.length; sample++) {
            logits[sample] =
                    java.util.Arrays.stream(PROBABILITIES[sample]).map(Math::log).toArray();
        }
        return logits;
    }

    private static LossRule rule(String name, String parameters) {
        try {
            ObjectNode read =
                    (ObjectNode) Wire.json().readTree(parameters.replace('\'', '"'));
            return Losses.REGISTRY.named(name).rule(read, CLASSES);
        } catch (JsonProcessingException mistake) {
            throw new IllegalArgumentException(mistake);
        }
    }

    /** The identity: inputs are logits; gradient descent changes the bias alone. */
    private static TrainableNetwork network(LossRule loss) {
        Libtorch.prepareThread(1);
        NetworkBuilder builder = new NetworkBuilder("identity", TensorShape.of(3, 1, 1));
        var _ = builder.input().then(new Flatten()).then("fc", Linear.of(3));
        Network network = builder.build("fc");
        UpdateRule descent =
                new UpdateRule(
                        List.of(),
                        List.of(
                                "torch._foreach_add_(params, torch._foreach_mul(gradients, -1.))"));
        TrainableNetwork trainable =
                new TrainableNetwork(
                        new Recipe(
                                network,
                                ElementType.FLOAT64,
                                loss,
                                descent,
                                Set.of("fc.weight")),
                        ChannelScale.identity(3));
        TensorBytes weight = trainable.weights().getFirst();
        for (int i = 0; i < 3; i++) {
            weight.set(i * 4L, 1);
        }
        return trainable;
    }

    private static double step(TrainableNetwork network, double[][] inputs, int[] labels) {
        try (Batch batch = Batch.ofNumbers(inputs.length, TensorShape.of(3, 1, 1))) {
            for (int sample = 0; sample < inputs.length; sample++) {
                batch.label(sample, labels[sample]);
                batch.sample(sample).asDoubleBuffer().put(inputs[sample]);
            }
            return network.step(batch, 1, new Seed(0)).lossNats();
        }
    }
}
