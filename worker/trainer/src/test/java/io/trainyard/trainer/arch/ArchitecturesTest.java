package io.trainyard.trainer.arch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.trainyard.trainer.component.Parameters;
import io.trainyard.trainer.engine.Batch;
import io.trainyard.trainer.engine.ChannelScale;
import io.trainyard.trainer.engine.ElementType;
import io.trainyard.trainer.engine.Libtorch;
import io.trainyard.trainer.engine.LossRule;
import io.trainyard.trainer.engine.Recipe;
import io.trainyard.trainer.engine.TensorBytes;
import io.trainyard.trainer.engine.TrainableNetwork;
import io.trainyard.trainer.engine.UpdateRule;
import io.trainyard.trainer.engine.graph.InvalidNetworkException;
import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.engine.graph.TensorShape;
import io.trainyard.trainer.seed.Seed;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every registered architecture must do; a new one is covered without a new test. */
class ArchitecturesTest {
    private static final int CLASSES = 7;
    private static final LossRule CROSS_ENTROPY =
            new LossRule(
                    "torch.cross_entropy_loss(logits, labels, None, 1, -100, 0.)",
                    "torch.cross_entropy_loss(logits, labels, None, 2, -100, 0.)");
    private static final UpdateRule DESCENT =
            new UpdateRule(
                    List.of(),
                    List.of(
                            "torch._fused_sgd_(params, gradients, annotate(List[Tensor], []), weight_decay=0.,"
                                    + " momentum=0., lr=lr, dampening=0., nesterov=False, maximize=False,"
                                    + " is_first_step=False, grad_scale=None, found_inf=None)"));

    static Stream<Architecture> architectures() {
        return Architectures.REGISTRY.all().stream();
    }

    static Stream<Architecture> quick() {
        return architectures().filter(ArchitecturesTest::isQuick);
    }

    static Stream<Architecture> slow() {
        return architectures().filter(architecture -> !isQuick(architecture));
    }

    private static boolean isQuick(Architecture architecture) {
        Network network = smallest(architecture, 1);
        return network.parameterCount() < 4_500_000 && network.multiplyAdds() < 50_000_000;
    }

    /** With the first size that it takes: one that is not a power of two, if it can be. */
    private static Network smallest(Architecture architecture, int channels) {
        for (int size : new int[] {36, 48, 68}) {
            try {
                return build(architecture, TensorShape.of(channels, size, size));
            } catch (InvalidNetworkException tooSmall) {
                assertThat(tooSmall).hasMessageContaining(architecture.name() + " cannot take");
            }
        }
        int size = architecture.inputSize() + 4;
        return build(architecture, TensorShape.of(channels, size, size));
    }

    @Tag("parity")
    @ParameterizedTest
    @MethodSource("slow")
    void slowOnesTrainOnAnyChannelsClassesAndSizes(Architecture architecture) {
        trainsOnAnyChannelsClassesAndSizes(architecture);
    }

    @ParameterizedTest
    @MethodSource("quick")
    void trainsOnAnyChannelsClassesAndSizes(Architecture architecture) {
        // Given
        Network network = smallest(architecture, 2);
        Recipe recipe = new Recipe(network, ElementType.FLOAT32, CROSS_ENTROPY, DESCENT, Set.of());
        Libtorch.prepareThread(1);
        try (TrainableNetwork trainable = new TrainableNetwork(recipe, ChannelScale.identity(2));
                Batch batch = batch(network)) {
            trainable.initialise(new Seed(1));

            // When
            double before = trainable.step(batch, 1e-4, new Seed(0)).lossNats();
            double after = trainable.step(batch, 1e-4, new Seed(0)).lossNats();

            // Then
            assertThat(network.classes()).isEqualTo(CLASSES);
            assertThat(after).isLessThan(before);
            assertThat(trainable.evaluate(batch).probabilities(batch.size() - 1)).hasSize(CLASSES);
        }
    }

    @ParameterizedTest
    @MethodSource("quick")
    void startsFromTheSeedAlone(Architecture architecture) {
        // Given
        Network network = smallest(architecture, 1);
        Recipe recipe =
                new Recipe(
                        network, ElementType.FLOAT32, CROSS_ENTROPY, UpdateRule.none(), Set.of());
        Libtorch.prepareThread(1);
        try (TrainableNetwork one = new TrainableNetwork(recipe, ChannelScale.identity(1));
                TrainableNetwork other = new TrainableNetwork(recipe, ChannelScale.identity(1))) {
            // When
            one.initialise(new Seed(1));
            other.initialise(new Seed(2));
            assertThat(other.weights())
                    .anyMatch(tensor -> tensor.bytes().mismatch(named(one, tensor)) >= 0);
            other.initialise(new Seed(1));

            // Then
            for (int i = 0; i < one.weights().size(); i++) {
                TensorBytes tensor = one.weights().get(i);
                assertThat(other.weights().get(i).bytes().mismatch(tensor.bytes()))
                        .as(tensor.name())
                        .isEqualTo(-1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("architectures")
    void headIsAmongItsModules(Architecture architecture) {
        // When
        Network network = smallest(architecture, 3);

        // Then
        assertThat(
                        network.parameters().stream()
                                .filter(parameter -> network.isHead(parameter.name())))
                .hasSize(2 + 2 * network.auxiliaries().size());
    }

    @Test
    void anInputTooSmallIsRefusedByTheLayerThatCannotTakeIt() {
        // Given
        Architecture lenet = Architectures.REGISTRY.named("lenet5");

        // Then
        assertThatThrownBy(() -> build(lenet, TensorShape.of(1, 12, 12)))
                .isInstanceOf(InvalidNetworkException.class)
                .hasMessageContaining("conv2")
                .hasMessageContaining("(1, 12, 12)");
    }

    /**
     * torch.nn.Conv2d: uniform within 1 / sqrt(25 inputs). akamaster's ResNets: normal, variance 2
     * / fan in.
     */
    @Test
    void weightsAreSpreadAsTheReferencesSpreadThem() {
        // When
        double[] lenet = initial("lenet5", "fc1.weight");
        double[] resnet = initial("resnet20_cifar", "layer3.2.conv2.weight");

        // Then
        assertThat(
                        LongStream.range(0, lenet.length)
                                .mapToDouble(i -> Math.abs(lenet[(int) i]))
                                .max()
                                .orElseThrow())
                .isCloseTo(1 / Math.sqrt(256), within(1e-4));
        assertThat(variance(lenet)).isCloseTo(1.0 / 256 / 3, within(5e-5));
        assertThat(variance(resnet)).isCloseTo(2.0 / 576, within(1e-4));
    }

    private static MemorySegment named(TrainableNetwork trainable, TensorBytes tensor) {
        return trainable.weights().stream()
                .filter(each -> each.name().equals(tensor.name()))
                .findFirst()
                .orElseThrow()
                .bytes();
    }

    private static double[] initial(String name, String tensor) {
        Architecture architecture = Architectures.REGISTRY.named(name);
        Network network =
                build(
                        architecture,
                        TensorShape.of(
                                architecture.inputChannels(),
                                architecture.inputSize(),
                                architecture.inputSize()));
        Recipe recipe =
                new Recipe(
                        network, ElementType.FLOAT32, CROSS_ENTROPY, UpdateRule.none(), Set.of());
        Libtorch.prepareThread(1);
        try (TrainableNetwork trainable =
                new TrainableNetwork(recipe, ChannelScale.identity(architecture.inputChannels()))) {
            trainable.initialise(new Seed(5));
            TensorBytes weight =
                    trainable.weights().stream()
                            .filter(each -> each.name().equals(tensor))
                            .findFirst()
                            .orElseThrow();
            return LongStream.range(0, weight.shape().elements())
                    .mapToDouble(weight::value)
                    .toArray();
        }
    }

    private static double variance(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value * value;
        }
        return sum / values.length;
    }

    private static Network build(Architecture architecture, TensorShape input) {
        return architecture.build(Parameters.defaults(architecture.descriptor()), input, CLASSES);
    }

    private static Batch batch(Network network) {
        Batch batch = Batch.ofNumbers(4, network.input());
        var random = new Seed(9).random();
        for (int sample = 0; sample < batch.size(); sample++) {
            var numbers = batch.sample(sample).asDoubleBuffer();
            while (numbers.hasRemaining()) {
                numbers.put(random.nextGaussian());
            }
            batch.label(sample, sample % CLASSES);
        }
        return batch;
    }
}
