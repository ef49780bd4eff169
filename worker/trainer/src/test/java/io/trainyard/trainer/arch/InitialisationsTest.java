package io.trainyard.trainer.arch;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.trainer.component.Parameters;
import io.trainyard.trainer.engine.graph.Initialisation;
import io.trainyard.trainer.engine.graph.Initialisation.Constant;
import io.trainyard.trainer.engine.graph.Initialisation.Normal;
import io.trainyard.trainer.engine.graph.Initialisation.Uniform;
import io.trainyard.trainer.engine.graph.TensorShape;
import io.trainyard.trainer.engine.graph.TensorSpec;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Networks start out as the constructors in torchvision/models make them. */
class InitialisationsTest {
    static Stream<Arguments> tensors() {
        return Stream.of(
                // kaiming_normal_(mode="fan_out"): 64 channels of 7x7.
                start("resnet18", "conv1.weight", new Normal(Math.sqrt(2.0 / (64 * 49)))),
                start("resnet18", "fc.weight", new Uniform(1 / Math.sqrt(512))),
                start("vgg11", "features.0.weight", new Normal(Math.sqrt(2.0 / (64 * 9)))),
                start("vgg11", "features.0.bias", new Constant(0)),
                start("vgg11", "classifier.0.weight", new Normal(0.01)),
                start("vgg11", "classifier.0.bias", new Constant(0)),
                start("alexnet_torchvision", "features.0.bias", new Uniform(1 / Math.sqrt(363))),
                start("googlenet", "conv1.conv.weight", new Normal(0.01)),
                start("googlenet", "fc.bias", new Uniform(1 / Math.sqrt(1024))),
                start("inception_v3", "Conv2d_1a_3x3.conv.weight", new Normal(0.1)),
                start("inception_v3", "AuxLogits.conv1.conv.weight", new Normal(0.01)),
                start("inception_v3", "AuxLogits.fc.weight", new Normal(0.001)),
                // torch does not take groups into account: fan out of a depthwise 3x3 is 32 * 9.
                start(
                        "mobilenet_v2",
                        "features.1.conv.0.0.weight",
                        new Normal(Math.sqrt(2.0 / (32 * 9)))),
                start("mobilenet_v2", "classifier.1.weight", new Normal(0.01)),
                start("mobilenet_v3_small", "features.1.block.1.fc1.bias", new Constant(0)),
                start("efficientnet_b0", "classifier.1.weight", new Uniform(1 / Math.sqrt(1000))),
                start("vit_b_16", "conv_proj.weight", new Normal(Math.sqrt(1.0 / 768))),
                start("vit_b_16", "encoder.pos_embedding", new Normal(0.02)),
                start("vit_b_16", "class_token", new Constant(0)),
                // xavier_uniform_.
                start(
                        "vit_b_16",
                        "encoder.layers.encoder_layer_0.self_attention.in_proj_weight",
                        new Uniform(Math.sqrt(6.0 / (768 + 3 * 768)))),
                start(
                        "vit_b_16",
                        "encoder.layers.encoder_layer_0.self_attention.out_proj.weight",
                        new Uniform(1 / Math.sqrt(768))),
                start("vit_b_16", "encoder.layers.encoder_layer_0.mlp.0.bias", new Normal(1e-6)),
                start("vit_b_16", "heads.head.weight", new Constant(0)));
    }

    private static Arguments start(String network, String tensor, Initialisation initialisation) {
        return Arguments.of(network, tensor, initialisation);
    }

    @ParameterizedTest
    @MethodSource("tensors")
    void startsAsTorchvisionDoes(String name, String tensor, Initialisation expected) {
        // When
        Architecture architecture = Architectures.REGISTRY.named(name);
        int size = architecture.inputSize();
        Stream<TensorSpec> tensors =
                architecture
                        .build(
                                Parameters.defaults(architecture.descriptor()),
                                TensorShape.of(3, size, size),
                                1000)
                        .tensors()
                        .stream();

        // Then
        assertThat(tensors.filter(each -> each.name().equals(tensor)))
                .singleElement()
                .extracting(TensorSpec::initialisation)
                .isEqualTo(expected);
    }
}
