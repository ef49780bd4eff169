package io.trainyard.trainer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.trainyard.trainer.engine.Techniques.Averaging;
import io.trainyard.trainer.engine.Techniques.Distillation;
import io.trainyard.trainer.engine.TrainableNetwork.Share;
import io.trainyard.trainer.engine.TrainableNetwork.StepResult;
import io.trainyard.trainer.engine.graph.Flatten;
import io.trainyard.trainer.engine.graph.Linear;
import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.engine.graph.NetworkBuilder;
import io.trainyard.trainer.engine.graph.TensorShape;
import io.trainyard.trainer.seed.Seed;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Mixed steps of a linear network in double precision, with the numbers of torchvision 0.28's MixUp
 * and CutMix and torch 2.13's cross_entropy of the mixed labels: sample s has at place i the number
 * {@code 7 (12 s + i) mod 11}, scaled by 0.5 and 0.25 and shifted by -1 and 0.5 a channel; the
 * weights are {@code (5 i mod 13 - 6) / 16}.
 */
class MixingTest {
    private static final TensorShape INPUT = TensorShape.of(2, 2, 3);
    private static final double[] BIAS = {0.1, -0.2, 0.3};
    private static final String WEIGHTED =
            "torch.cross_entropy_loss(logits, labels, torch.to(torch.tensor([1., 2., 0.5]), logits), 1, -100, 0.)";
    private static final UpdateRule DESCENT =
            new UpdateRule(
                    List.of(),
                    List.of(
                            "torch._foreach_add_(params, torch._foreach_mul(torch._foreach_mul(gradients, lr), -1.))"));

    @Test
    void blendsInputsAndLosses() {
        // Then: the neighbours' labels weigh more, and none of them is predicted
        assertStep(
                Mixing.blend(0.3),
                new StepResult(1.9460402487340644, 0),
                new double[] {0.02667229464277293, -0.028296242177826197, 0.001623947535053294},
                new double[] {
                    0.24909515960929451, 0.0895973764814045, 0.28910360157345394,
                    -0.2915562802642945, 0.07626122916001804, 0.2757674542520674,
                    -0.12577391915006758, 0.05813483556208876, 0.1578879481081135,
                    -0.13244199281076077, 0.051466761901395514, 0.15121987444742024
                });
    }

    @Test
    void pastesABoxOfTheNeighbour() {
        // Then
        assertStep(
                new Mixing(2 / 3.0, 1, 0, 3, 1),
                new StepResult(1.9970023980184912, 0),
                new double[] {0.058259592030420915, -0.07615687214578004, 0.01789728011535907},
                new double[] {
                    0.18279827415613703, -0.6502503827042517, 0.7346885389709217,
                    -0.762685044405501, 0.6222538772696724, 0.24105786618655795,
                    -0.3376478281799348, -0.29599539533691543, 0.39647406550067127,
                    -0.35221272618754007, 0.3402567346500467, 0.1496587291084894
                });
        assertStep(
                new Mixing(1 / 3.0, 0, 0, 2, 2),
                new StepResult(2.0689791617215216, 1),
                new double[] {-0.01146376690040938, 0.04737354720611964, -0.03590978030571029},
                new double[] {
                    0.10244351394996587, -0.12105629374170904, -0.052537050990331235,
                    -0.04396556168013205, -0.11532441029150435, -0.04680516754012654,
                    -0.03058060601537306, -0.0662600303210592, -0.03200040894537031,
                    -0.027714664290270717, -0.06339408859595685, -0.029134467220267968
                });
    }

    @Test
    void countsTheLabelThatWeighsMore() {
        // Given: predictions 2, 1, 0 of labels 2, 1, 1, whose neighbours' are 1, 2, 1
        try (TrainableNetwork network = network(LossRule.minimising(entropy(0)));
                Batch batch = batch(2, 1, 1)) {
            // When
            StepResult result = step(network, batch, Mixing.blend(0.8), 0);

            // Then
            assertThat(result.lossNats()).isCloseTo(1.431011638571297, within(1e-12));
            assertThat(result.correct()).isEqualTo(2);
        }
    }

    @Test
    void everyLossIsMixedAsItIs() {
        assertThat(loss(LossRule.minimising(entropy(0.1)), Mixing.blend(0.3)))
                .isCloseTo(1.888035040400731, within(1e-12));
        assertThat(loss(LossRule.minimising(entropy(0.1)), Mixing.blend(0.8)))
                .isCloseTo(2.2930324719046307, within(1e-12));
        assertThat(loss(LossRule.minimising(WEIGHTED), Mixing.blend(0.3)))
                .isCloseTo(2.0592848338845267, within(1e-12));
        assertThat(loss(LossRule.minimising(WEIGHTED), new Mixing(1 / 3.0, 0, 0, 2, 2)))
                .isCloseTo(2.3018975155326427, within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.3, 1})
    void aBatchOfOneStaysAsItIs(double lambda) {
        // Given
        try (TrainableNetwork network = network(LossRule.minimising(entropy(0)));
                Batch batch = batch(2, 1, 1)) {
            batch.resize(1);

            // When
            StepResult result = step(network, batch, Mixing.blend(lambda), 0);

            // Then
            assertThat(result.lossNats()).isCloseTo(0.24391643699272664, within(1e-12));
            assertThat(result.correct()).isEqualTo(1);
        }
    }

    /** The digits of an unmixed step are those of a program that cannot mix. */
    @Test
    void unmixedBatchesOfAMixingProgramGiveTheSameBits() {
        LossRule rule = LossRule.minimising(entropy(0));
        try (TrainableNetwork mixing = network(rule);
                TrainableNetwork plain = network(rule, Techniques.NONE, false);
                Batch batch = batch(0, 2, 1)) {
            // When
            StepResult one = step(mixing, batch, Mixing.NONE, 1);
            StepResult other = step(plain, batch, Mixing.NONE, 1);

            // Then
            assertThat(one).isEqualTo(other);
            for (String name : List.of("fc.weight", "fc.bias")) {
                assertThat(values(mixing, name)).isEqualTo(values(plain, name));
            }
            assertThatThrownBy(() -> step(plain, batch, Mixing.blend(0.5), 1))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void auxiliaryLossesAreMixedToo() {
        // Given: an auxiliary head with the main one's weights, at 0.3
        try (TrainableNetwork network =
                        network(LossRule.minimising(entropy(0)), mixing(null), true);
                Batch batch = batch(0, 2, 1)) {
            // Then
            assertThat(step(network, batch, Mixing.blend(0.3), 0).lossNats())
                    .isCloseTo(1.3 * 1.9460402487340644, within(1e-12));
        }
    }

    @Test
    void theTeacherSeesTheMixedBatch() {
        // Given: a teacher that is the student, so that nothing is between them
        Techniques techniques = mixing(new Distillation(linear(false), 2, 0.5));
        try (TrainableNetwork network =
                        network(LossRule.minimising(entropy(0)), techniques, false);
                Batch batch = batch(0, 2, 1)) {
            network.teach(network.weights());

            // Then
            assertThat(step(network, batch, new Mixing(2 / 3.0, 1, 0, 3, 1), 0).lossNats())
                    .isCloseTo(0.5 * 1.9970023980184912, within(1e-12));
        }
    }

    @Test
    void impossibleMixingsAreRefused() {
        assertThatThrownBy(() -> Mixing.blend(1.01)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Mixing.blend(Double.NaN))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Mixing(0.5, 2, 0, 1, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** A step of rate 1; the gradients of the first class's weights show the mixed inputs. */
    private static void assertStep(
            Mixing mixing, StepResult expected, double[] biasGradient, double[] weightGradient) {
        try (TrainableNetwork network = network(LossRule.minimising(entropy(0)));
                Batch batch = batch(0, 2, 1)) {
            // When
            StepResult result = step(network, batch, mixing, 1);

            // Then
            assertThat(result.lossNats()).isCloseTo(expected.lossNats(), within(1e-12));
            assertThat(result.correct()).isEqualTo(expected.correct());
            double[] bias = values(network, "fc.bias");
            for (int i = 0; i < BIAS.length; i++) {
                assertThat(BIAS[i] - bias[i]).isCloseTo(biasGradient[i], within(1e-12));
            }
            double[] weights = values(network, "fc.weight");
            for (int i = 0; i < weightGradient.length; i++) {
                assertThat(weight(i) - weights[i]).isCloseTo(weightGradient[i], within(1e-12));
            }
        }
    }

    private static double loss(LossRule rule, Mixing mixing) {
        try (TrainableNetwork network = network(rule);
                Batch batch = batch(0, 2, 1)) {
            return step(network, batch, mixing, 0).lossNats();
        }
    }

    private static StepResult step(
            TrainableNetwork network, Batch batch, Mixing mixing, double rate) {
        return network.step(batch, List.of(rate), Share.WHOLE, mixing, new Seed(0));
    }

    private static String entropy(double smoothing) {
        return "torch.cross_entropy_loss(logits, labels, None, 1, -100, %s)".formatted(smoothing);
    }

    private static TrainableNetwork network(LossRule loss) {
        return network(loss, mixing(null), false);
    }

    private static TrainableNetwork network(
            LossRule loss, Techniques techniques, boolean auxiliary) {
        Libtorch.prepareThread(1);
        Network linear = linear(auxiliary);
        Recipe plain = new Recipe(linear, ElementType.FLOAT64, loss, DESCENT, Set.of());
        TrainableNetwork network =
                new TrainableNetwork(
                        new Recipe(
                                linear,
                                plain.precision(),
                                loss,
                                plain.update(),
                                Set.of(),
                                techniques),
                        new ChannelScale(List.of(0.5, 0.25), List.of(-1.0, 0.5)));
        for (TensorBytes tensor : network.weights()) {
            LongStream.range(0, tensor.shape().elements())
                    .forEach(i ->
                            tensor.set(
                                    i, tensor.name().endsWith("bias") ? BIAS[(int) i] : weight(i)));
        }
        return network;
    }

    private static Techniques mixing(@Nullable Distillation distillation) {
        return new Techniques(Computation.FULL, false, Averaging.NONE, distillation, true);
    }

    private static Network linear(boolean auxiliary) {
        NetworkBuilder builder = new NetworkBuilder("linear", INPUT);
        var flat = builder.input().then(new Flatten());
        if (auxiliary) {
            builder.auxiliary("aux", flat.then("aux", Linear.of(3)), 0.3);
        }
        var _ = flat.then("fc", Linear.of(3));
        return builder.build("fc");
    }

    private static double weight(long place) {
        return (5 * place % 13 - 6) / 16.0;
    }

    private static Batch batch(int... labels) {
        Batch batch = Batch.ofNumbers(labels.length, INPUT);
        for (int sample = 0; sample < labels.length; sample++) {
            int first = 12 * sample;
            batch.sample(sample)
                    .asDoubleBuffer()
                    .put(IntStream.range(first, first + 12).mapToDouble(i -> 7 * i % 11).toArray());
            batch.label(sample, labels[sample]);
        }
        return batch;
    }

    private static double[] values(TrainableNetwork network, String name) {
        TensorBytes tensor =
                network.weights().stream()
                        .filter(each -> each.name().equals(name))
                        .findFirst()
                        .orElseThrow();
        return LongStream.range(0, tensor.shape().elements()).mapToDouble(tensor::value).toArray();
    }
}
