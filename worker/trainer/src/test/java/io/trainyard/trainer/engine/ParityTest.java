package io.trainyard.trainer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.Wire;
import io.trainyard.trainer.arch.Architecture;
import io.trainyard.trainer.arch.Architectures;
import io.trainyard.trainer.component.Parameters;
import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.engine.graph.TensorShape;
import io.trainyard.trainer.engine.graph.TensorSpec;
import io.trainyard.trainer.loss.Losses;
import io.trainyard.trainer.optim.Optimizers;
import io.trainyard.trainer.seed.Seed;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Networks against PyTorch's own numbers: torch 2.13 and the reference implementations, see the
 * resource's README.
 */
class ParityTest {
    private static final String RESOURCE = "/parity/torchvision-parity.json.gz";
    private static final JsonNode PARITY = read();
    private static final PinnedNumbers NUMBERS = new PinnedNumbers(PARITY.path("salt").asText());

    /** Networks whose evaluation takes a fraction of a second; all the others wait for -Pparity. */
    private static final Set<String> QUICK =
            Set.of(
                    "lenet5",
                    "resnet18",
                    "resnet20_cifar",
                    "resnet32_cifar",
                    "resnet44_cifar",
                    "resnet56_cifar",
                    "googlenet",
                    "mobilenet_v1",
                    "mobilenet_v2",
                    "mobilenet_v3_small",
                    "mobilenet_v3_large",
                    "efficientnet_b0");

    /** Those whose training, too, is quick. */
    private static final Set<String> QUICK_TO_TRAIN =
            Set.of("lenet5", "resnet20_cifar", "mobilenet_v2", "efficientnet_b0");

    static Stream<String> models() {
        return PARITY.path("models").propertyStream().map(Map.Entry::getKey);
    }

    static Stream<String> quickModels() {
        return models().filter(QUICK::contains);
    }

    static Stream<String> slowModels() {
        return models().filter(name -> !QUICK.contains(name));
    }

    static Stream<String> quickTrainedModels() {
        return trainedModels().filter(QUICK_TO_TRAIN::contains);
    }

    static Stream<String> slowTrainedModels() {
        return trainedModels().filter(name -> !QUICK_TO_TRAIN.contains(name));
    }

    static Stream<String> trainedModels() {
        return models().filter(name -> PARITY.path("models").path(name).has("train"));
    }

    @ParameterizedTest
    @MethodSource("models")
    void hasTheParametersAndTheStateDictOfTheReference(String name) {
        // Given
        JsonNode reference = PARITY.path("models").path(name);

        // When
        Network network = network(name, reference);

        // Then
        assertThat(network.parameterCount()).isEqualTo(reference.path("parameters").asLong());
        assertThat(network.tensors().stream().map(TensorSpec::name))
                .containsExactlyElementsOf(
                        reference
                                .path("state_dict")
                                .propertyStream()
                                .map(Map.Entry::getKey)
                                .toList());
        assertThat(network.tensors())
                .allSatisfy(tensor ->
                        assertThat(tensor.shape().sizes())
                                .isEqualTo(
                                        integers(
                                                reference.path("state_dict").path(tensor.name()))));
    }

    @ParameterizedTest
    @MethodSource("quickModels")
    void givesTheLogitsOfTheReference(String name) {
        // Then
        assertThat(logitsDifference(name)).isLessThanOrEqualTo(1e-4);
    }

    @Tag("parity")
    @ParameterizedTest
    @MethodSource("slowModels")
    void slowOnesGiveTheLogitsOfTheReference(String name) {
        // Then
        assertThat(logitsDifference(name)).isLessThanOrEqualTo(1e-4);
    }

    @ParameterizedTest
    @MethodSource("quickTrainedModels")
    void takesTheTrainingStepsOfTheReference(String name) {
        // Then
        assertTrainsAsTheReference(name);
    }

    @Tag("parity")
    @ParameterizedTest
    @MethodSource("slowTrainedModels")
    void slowOnesTakeTheTrainingStepsOfTheReference(String name) {
        // Then
        assertTrainsAsTheReference(name);
    }

    /** Relative L2 difference of the first ten logits of two inputs. */
    static double logitsDifference(String name) {
        JsonNode reference = PARITY.path("models").path(name);
        Network network = network(name, reference);
        Recipe recipe =
                new Recipe(
                        network, ElementType.FLOAT32, crossEntropy(), UpdateRule.none(), Set.of());
        Libtorch.prepareThread(2);
        try (TrainableNetwork trainable = new TrainableNetwork(recipe, identity(network));
                Batch batch = batch(network, reference.path("input_shape"), "input/" + name)) {
            trainable.load(NUMBERS.weights(network));
            double[] logits = trainable.logits(batch);
            double difference = 0;
            double norm = 0;
            for (int row = 0; row < batch.size(); row++) {
                JsonNode expected = reference.path("eval_logits_first10").path(row);
                for (int i = 0; i < expected.size(); i++) {
                    double logit = logits[row * network.classes() + i];
                    difference += Math.pow(logit - expected.path(i).asDouble(), 2);
                    norm += Math.pow(expected.path(i).asDouble(), 2);
                }
            }
            return Math.sqrt(difference / norm);
        }
    }

    /** What some steps of training measured: the first gradient's norm, and the losses. */
    record Training(double gradientNorm, List<Double> losses) {}

    static Training train(String name, JsonNode reference) {
        Network network = network(name, reference);
        double learningRate = reference.path("sgd").path("lr").asDouble();
        double momentum = reference.path("sgd").path("momentum").asDouble();
        double weightDecay = reference.path("sgd").path("weight_decay").asDouble();
        Recipe recipe =
                new Recipe(
                        network,
                        ElementType.FLOAT64,
                        crossEntropy(),
                        sgd(momentum, weightDecay),
                        Set.of());
        Libtorch.prepareThread(2);
        try (TrainableNetwork trainable = new TrainableNetwork(recipe, identity(network));
                Batch batch =
                        batch(network, reference.path("input_shape"), "train-input/" + name)) {
            List<TensorBytes> before = NUMBERS.weights(network);
            trainable.load(before);
            for (int i = 0; i < batch.size(); i++) {
                batch.label(i, reference.path("labels").path(i).asInt());
            }
            List<Double> losses = new ArrayList<>();
            losses.add(trainable.step(batch, learningRate, new Seed(1)).lossNats());
            double gradientNorm = gradientNorm(trainable, before, weightDecay);
            while (losses.size() < reference.path("losses").size()) {
                losses.add(trainable.step(batch, learningRate, new Seed(1)).lossNats());
            }
            return new Training(gradientNorm, losses);
        }
    }

    static JsonNode trainingReference(String name) {
        return PARITY.path("models").path(name).path("train");
    }

    private static void assertTrainsAsTheReference(String name) {
        JsonNode reference = trainingReference(name);
        Training training = train(name, reference);
        List<Double> losses = training.losses();
        double expectedNorm = reference.path("gradient_l2_first_step").asDouble();
        // Deep bottlenecks are chaotic; PyTorch's own float32 differs by more than the others'.
        double tolerance = name.equals("resnet50") ? 1e-2 : 2e-3;
        assertThat(training.gradientNorm())
                .isCloseTo(expectedNorm, within(tolerance * expectedNorm));
        for (int i = 0; i < losses.size(); i++) {
            double expected = reference.path("losses").path(i).asDouble();
            assertThat(losses.get(i))
                    .isCloseTo(expected, within((i == 0 ? 1e-4 : 1e-3) * expected));
            // The steps are so small that only the fall shows whether the update is right.
            if (i > 0) {
                double fall = reference.path("losses").path(0).asDouble() - expected;
                assertThat(losses.getFirst() - losses.get(i))
                        .isCloseTo(fall, within(1e-3 * fall + 1e-8 * expected));
            }
        }
    }

    /** After one step from zeros the momentum buffer is the gradient plus the weight decay. */
    private static double gradientNorm(
            TrainableNetwork trainable, List<TensorBytes> before, double weightDecay) {
        double sum = 0;
        for (TensorBytes state : trainable.trainingState()) {
            TensorBytes parameter =
                    before.stream()
                            .filter(tensor -> state.name().endsWith("/" + tensor.name()))
                            .findFirst()
                            .orElseThrow();
            for (long i = 0; i < state.shape().elements(); i++) {
                sum += Math.pow(state.value(i) - weightDecay * parameter.value(i), 2);
            }
        }
        return Math.sqrt(sum);
    }

    /** The network with its defaults, but for dropout, which the reference leaves out. */
    private static Network network(String name, JsonNode reference) {
        List<Integer> sizes = integers(reference.path("input_shape"));
        Architecture architecture = Architectures.REGISTRY.named(name);
        ObjectNode parameters = Parameters.defaults(architecture.descriptor());
        List.of("dropout", "auxiliaryDropout", "stochasticDepth")
                .forEach(chance -> {
                    if (parameters.has(chance)) {
                        parameters.put(chance, 0.0);
                    }
                });
        return architecture.build(
                parameters, new TensorShape(sizes.subList(1, sizes.size())), classes(name));
    }

    private static int classes(String name) {
        JsonNode tensors = PARITY.path("models").path(name).path("state_dict");
        List<JsonNode> shapes = tensors.valueStream().toList();
        return shapes.getLast().path(0).asInt();
    }

    private static Batch batch(Network network, JsonNode inputShape, String series) {
        Batch batch = Batch.ofNumbers(inputShape.path(0).asInt(), network.input());
        NUMBERS.fill(batch, series, network.input().elements());
        return batch;
    }

    private static ChannelScale identity(Network network) {
        return ChannelScale.identity(network.input().size(0));
    }

    private static LossRule crossEntropy() {
        return Losses.REGISTRY.named("cross_entropy").rule(Wire.json().createObjectNode());
    }

    private static UpdateRule sgd(double momentum, double weightDecay) {
        return Optimizers.REGISTRY
                .named("sgd")
                .rule(
                        Wire.json()
                                .createObjectNode()
                                .put("learningRate", 0.1)
                                .put("momentum", momentum)
                                .put("dampening", 0)
                                .put("weightDecay", weightDecay)
                                .put("nesterov", false));
    }

    private static List<Integer> integers(JsonNode list) {
        List<Integer> integers = new ArrayList<>();
        list.forEach(value -> integers.add(value.asInt()));
        return integers;
    }

    private static JsonNode read() {
        try (InputStream resource =
                Objects.requireNonNull(ParityTest.class.getResourceAsStream(RESOURCE))) {
            return Wire.json().readTree(new GZIPInputStream(resource));
        } catch (IOException fault) {
            throw new java.io.UncheckedIOException(fault);
        }
    }
}
