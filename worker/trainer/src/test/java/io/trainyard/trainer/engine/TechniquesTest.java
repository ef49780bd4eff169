package io.trainyard.trainer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trainyard.trainer.engine.Techniques.Averaging;
import io.trainyard.trainer.engine.Techniques.Distillation;
import io.trainyard.trainer.engine.graph.BatchNorm;
import io.trainyard.trainer.engine.graph.Flatten;
import io.trainyard.trainer.engine.graph.Linear;
import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.engine.graph.NetworkBuilder;
import io.trainyard.trainer.engine.graph.TensorShape;
import io.trainyard.trainer.seed.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a program does beyond the plain step, against closed forms. */
class TechniquesTest {
    private static final TensorShape THREE = TensorShape.of(3, 1, 1);
    private static final LossRule CROSS_ENTROPY =
            LossRule.minimising("torch.cross_entropy_loss(logits, labels, None, 1, -100, 0.)");
    private static final double[] LOGITS = {Math.log(0.5), Math.log(0.25), Math.log(0.25)};

    /** w <- w - lr * gradient. */
    private static final UpdateRule DESCENT =
            new UpdateRule(
                    List.of(),
                    List.of(
                            "torch._foreach_add_(params, torch._foreach_mul(torch._foreach_mul(gradients, lr), -1.))"));

    @Test
    void averagesMoveByTheirShareAndAreWhatIsEvaluated() {
        // Given
        try (TrainableNetwork network =
                        identity(
                                new Techniques(
                                        Computation.FULL, false, Averaging.EVALUATED, null));
                Batch batch = batch(LOGITS)) {
            double before = network.evaluate(batch).summedLossNats();

            // When: each step changes the bias by gradient p - onehot of what the weights are then
            var first = network.step(batch, 1, new Seed(0));
            double unmoved = network.evaluate(batch).summedLossNats();
            network.average(1);
            double[] copied = bias(network.weights());
            var second = network.step(batch, 1, new Seed(0));
            network.average(0.25);

            // Then
            assertThat(first.lossNats()).isEqualTo(before).isEqualTo(unmoved);
            assertThat(copied).containsExactly(new double[] {-0.5, 0.75, -0.25}, within(1e-12));
            double[] raw = bias(apart(network));
            assertThat(second.lossNats()).isLessThan(first.lossNats());
            double[] averaged = bias(network.weights());
            for (int i = 0; i < 3; i++) {
                assertThat(averaged[i])
                        .isCloseTo(0.75 * copied[i] + 0.25 * raw[i], within(1e-12));
            }
            assertThat(network.logits(batch)[0])
                    .isCloseTo(LOGITS[0] + averaged[0], within(1e-12));
        }
    }

    @Test
    void statisticsOfAPassAreTheMeanOverItsBatches() {
        // Given: a batch norm of one channel with the values 1, 3 and then 5, 9
        NetworkBuilder builder = new NetworkBuilder("norm", TensorShape.of(1, 1, 1));
        var _ =
                builder.input()
                        .then("bn", BatchNorm.standard())
                        .then(new Flatten())
                        .then("fc", Linear.of(2));
        Network norm = builder.build("fc");
        try (TrainableNetwork network =
                        new TrainableNetwork(
                                recipe(
                                        norm,
                                        Set.of(),
                                        new Techniques(
                                                Computation.FULL, false, Averaging.APART, null)),
                                ChannelScale.identity(1));
                Batch batch = Batch.ofNumbers(2, norm.input())) {
            // When
            double share = 1;
            for (double[] values : List.of(new double[] {1, 3}, new double[] {5, 9})) {
                batch.sample(0).asDoubleBuffer().put(values[0]);
                batch.sample(1).asDoubleBuffer().put(values[1]);
                network.observe(batch, share, new Seed(0));
                share = 0.5;
            }

            // Then: update_bn takes means 2 and 7, and unbiased variances 2 and 8
            assertThat(values(network.weights(), "bn.running_mean")).containsExactly(4.5);
            assertThat(values(network.weights(), "bn.running_var")).containsExactly(5.0);
        }
    }

    @Test
    void distillationMixesTheTeachersSoftenedProbabilitiesWithTheLabels() {
        // Given
        double temperature = 2;
        double alpha = 0.7;
        Network network = linear();
        try (TrainableNetwork student =
                        identity(
                                new Techniques(
                                        Computation.FULL,
                                        false,
                                        Averaging.NONE,
                                        new Distillation(network, temperature, alpha)));
                Batch batch = batch(LOGITS)) {
            // The teacher swaps the first two classes.
            TensorBytes weight =
                    TensorBytes.zeros("fc.weight", ElementType.FLOAT64, TensorShape.of(3, 3));
            weight.set(1, 1);
            weight.set(3, 1);
            weight.set(8, 1);
            student.teach(List.of(weight));

            // When
            double loss = student.step(batch, 0, new Seed(0)).lossNats();

            // Then: softmax(z / 2) is proportional to the root of the probabilities
            double root = Math.sqrt(0.5);
            double sum = root + 0.5 + 0.5;
            double[] mine = {root / sum, 0.5 / sum, 0.5 / sum};
            double[] taught = {0.5 / sum, root / sum, 0.5 / sum};
            double divergence = 0;
            for (int i = 0; i < 3; i++) {
                divergence += taught[i] * Math.log(taught[i] / mine[i]);
            }
            assertThat(loss)
                    .isCloseTo(
                            alpha * 4 * divergence - (1 - alpha) * Math.log(0.25), within(1e-12));
        }
    }

    @Test
    void aScaledLossGivesTheSameUpdate() {
        // Given
        try (TrainableNetwork network = scaled();
                Batch batch = batch(LOGITS)) {
            // When
            double loss = network.step(batch, 1, new Seed(0)).lossNats();

            // Then: label 1
            assertThat(loss).isCloseTo(-Math.log(0.25), within(1e-12));
            assertThat(bias(network.weights()))
                    .containsExactly(new double[] {-0.5, 0.75, -0.25}, within(1e-12));
            assertThat(values(network.trainingState(), "scaler/scale")).containsExactly(65_536);
            assertThat(values(network.trainingState(), "scaler/growth_tracker"))
                    .containsExactly(1);
        }
    }

    /** torch.amp.GradScaler: backoff 0.5 where a gradient is not finite, growth 2 after 2,000. */
    @Test
    void gradientsThatAreNotFiniteHalveTheScaleAndLeaveTheUpdateOut() {
        // Given
        try (TrainableNetwork network = scaled();
                Batch batch = batch(LOGITS);
                Batch infinite = batch(Double.POSITIVE_INFINITY, 0, 0)) {
            double fine = network.step(batch, 1, new Seed(0)).lossNats();
            double[] before = bias(network.weights());

            // When
            double broken = network.step(infinite, 1, new Seed(0)).lossNats();

            // Then
            assertThat(fine).isFinite();
            assertThat(broken).isNaN();
            assertThat(bias(network.weights())).isEqualTo(before);
            assertThat(values(network.trainingState(), "scaler/scale")).containsExactly(32_768);
            assertThat(values(network.trainingState(), "scaler/growth_tracker"))
                    .containsExactly(0);

            // When
            double last = 0;
            for (int step = 0; step < 2000; step++) {
                last = network.step(batch, 0, new Seed(0)).lossNats();
            }

            // Then
            assertThat(last).isFinite();
            assertThat(values(network.trainingState(), "scaler/scale")).containsExactly(65_536);
        }
    }

    @Test
    void lowPrecisionComputesLinearLayersInBfloat16AndKeepsWeights() {
        // Given: 1 + 2^-9 has more digits than bfloat16, 1 + 2^-7 has not
        try (TrainableNetwork network =
                        identity(new Techniques(Computation.BF16, false, Averaging.NONE, null));
                Batch batch = batch(1 + 1.0 / 512, 1 + 1.0 / 128, 0)) {
            // When
            double loss = network.step(batch, 0, new Seed(0)).lossNats();

            // Then: the loss itself is computed in the weights' format
            double[] rounded = {1, 1 + 1.0 / 128, 0};
            double sum = Arrays.stream(rounded).map(Math::exp).sum();
            assertThat(loss).isCloseTo(Math.log(sum) - rounded[1], within(1e-12));
            assertThat(network.weights().getFirst().type()).isEqualTo(ElementType.FLOAT64);
            assertThat(network.logits(batch)[0]).isEqualTo(1 + 1.0 / 512);
        }
    }

    private static TrainableNetwork scaled() {
        return identity(new Techniques(Computation.FULL, true, Averaging.NONE, null));
    }

    /** Inputs are logits; descent changes the bias alone. */
    private static TrainableNetwork identity(Techniques techniques) {
        TrainableNetwork network =
                new TrainableNetwork(
                        recipe(linear(), Set.of("fc.weight"), techniques),
                        ChannelScale.identity(3));
        for (int i = 0; i < 3; i++) {
            network.weights().getFirst().set(i * 4L, 1);
        }
        return network;
    }

    private static Recipe recipe(Network network, Set<String> frozen, Techniques techniques) {
        Libtorch.prepareThread(1);
        Recipe plain = new Recipe(network, ElementType.FLOAT64, CROSS_ENTROPY, DESCENT, frozen);
        return new Recipe(
                network,
                plain.precision(),
                plain.loss(),
                plain.update(),
                frozen,
                techniques);
    }

    private static Network linear() {
        NetworkBuilder builder = new NetworkBuilder("identity", THREE);
        var _ = builder.input().then(new Flatten()).then("fc", Linear.of(3));
        return builder.build("fc");
    }

    /** One sample of class 1. */
    private static Batch batch(double... logits) {
        Batch batch = Batch.ofNumbers(1, THREE);
        batch.sample(0).asDoubleBuffer().put(logits);
        batch.label(0, 1);
        return batch;
    }

    private static double[] bias(List<TensorBytes> tensors) {
        return values(tensors, "fc.bias");
    }

    private static List<TensorBytes> apart(TrainableNetwork network) {
        return network.trainingState().stream()
                .map(each -> each.renamed(each.name().replace("apart/", "")))
                .toList();
    }

    private static double[] values(List<TensorBytes> tensors, String name) {
        TensorBytes tensor =
                tensors.stream()
                        .filter(each -> each.name().equals(name))
                        .findFirst()
                        .orElseThrow();
        return LongStream.range(0, tensor.shape().elements())
                .mapToDouble(tensor::value)
                .toArray();
    }
}
