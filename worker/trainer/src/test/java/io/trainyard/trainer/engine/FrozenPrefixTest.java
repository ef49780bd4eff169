package io.trainyard.trainer.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.trainer.arch.Architecture;
import io.trainyard.trainer.arch.Architectures;
import io.trainyard.trainer.component.Parameters;
import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.engine.graph.TensorShape;
import io.trainyard.trainer.engine.graph.TensorSpec;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrozenPrefixTest {
    /** Shapes by torchvision's definitions of the networks, at their own input size. */
    @ParameterizedTest
    @CsvSource({
        "resnet18, '(512)'",
        "resnet50, '(2048)'",
        "mobilenet_v2, '(1280)'",
        "vgg16, '(4096)'",
        "lenet5, '(84)'"
    })
    void aFrozenBackboneEndsWhereTheHeadOrTheRandomBegins(String name, String shape) {
        // Then
        assertThat(prefix(network(name), head(name).negate()).orElseThrow().shape())
                .hasToString(shape);
    }

    @Test
    void auxiliaryHeadsReadFromTheMiddle() {
        // Then: aux1 reads the output of inception4a
        assertThat(prefix(network("googlenet"), head("googlenet").negate()).orElseThrow().shape())
                .hasToString("(512, 14, 14)");
    }

    @Test
    void aBlockIsTakenWholeOrNotAtAll() {
        // Then: a stage in the middle; the shortcut of the trained block reads the stage before it
        assertThat(
                        prefix(
                                        network("resnet18"),
                                        parameter ->
                                                !parameter.matches("(layer4|fc)\\..*")
                                                        && !parameter.startsWith("layer3.1.conv2"))
                                .orElseThrow()
                                .shape())
                .hasToString("(256, 14, 14)");
        assertThat(
                        prefix(network("resnet18"), parameter -> !parameter.startsWith("layer1.0."))
                                .orElseThrow()
                                .shape())
                .hasToString("(64, 56, 56)");
    }

    @Test
    void aBatchNormThatIsPartlyTrainedFollowsTheBatch() {
        // Then
        assertThat(
                        prefix(network("resnet18"), parameter -> !parameter.equals("bn1.bias"))
                                .orElseThrow()
                                .name())
                .isEqualTo("conv1");
        assertThat(prefix(network("resnet18"), parameter -> !parameter.equals("conv1.weight")))
                .isEmpty();
    }

    private static Optional<FrozenPrefix> prefix(Network network, Predicate<String> frozen) {
        return FrozenPrefix.of(
                new Recipe(
                        network,
                        ElementType.FLOAT32,
                        LossRule.minimising("torch.mean(logits)"),
                        UpdateRule.none(),
                        network.parameters().stream()
                                .map(TensorSpec::name)
                                .filter(frozen)
                                .collect(Collectors.toSet())));
    }

    private static Predicate<String> head(String name) {
        return network(name)::isHead;
    }

    private static Network network(String name) {
        Architecture architecture = Architectures.REGISTRY.named(name);
        int size = architecture.inputSize();
        return architecture.build(
                Parameters.defaults(architecture.descriptor()),
                TensorShape.of(architecture.inputChannels(), size, size),
                10);
    }
}
