package io.trainyard.trainer.arch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.trainer.component.Parameters;
import io.trainyard.trainer.engine.graph.Activation;
import io.trainyard.trainer.engine.graph.BatchNorm;
import io.trainyard.trainer.engine.graph.GlobalAveragePool;
import io.trainyard.trainer.engine.graph.Initialisation;
import io.trainyard.trainer.engine.graph.Linear;
import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.engine.graph.NetworkBuilder;
import io.trainyard.trainer.engine.graph.TensorShape;
import io.trainyard.trainer.engine.graph.Weights;

/**
 * MobileNet: Howard et al., "MobileNets: Efficient Convolutional Neural Networks for Mobile Vision
 * Applications", 2017, table 1. Not in torchvision. 4,231,976 parameters for 1000 classes.
 *
 * <pre>
 * type / stride           filter shape   224x224 gives
 * Conv / s2               3x3x32         112x112
 * Conv dw + 1x1 / s1      64             112x112
 * Conv dw + 1x1 / s2, s1  128            56x56
 * Conv dw + 1x1 / s2, s1  256            28x28
 * Conv dw + 1x1 / s2      512            14x14
 * 5x Conv dw + 1x1 / s1   512            14x14
 * Conv dw + 1x1 / s2, s1  1024           7x7
 * Avg Pool, FC            1000           1x1
 * </pre>
 *
 * Deviation: the last depthwise layer has stride 1, which is what the table's sizes need (it says
 * s2). Initialised as torchvision's MobileNetV2.
 */
final class MobileNetV1 implements Architecture {
    private static final int[][] CHANNELS_AND_STRIDES = {
        {64, 1}, {128, 2}, {128, 1}, {256, 2}, {256, 1}, {512, 2}, {512, 1}, {512, 1}, {512, 1},
        {512, 1}, {512, 1}, {1024, 2}, {1024, 1}
    };
    private static final ConvolutionNorm LAYER =
            new ConvolutionNorm(BatchNorm.standard(), Activation.RELU);

    record Config(boolean smallImages, double width) {}

    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.ARCHITECTURE,
                "mobilenet_v1",
                "MobileNet (Howard 2017): 4,231,976 parameters",
                Option.width(Option.smallImages("a stem of stride 1, for 32x32")));
    }

    @Override
    public int inputSize() {
        return 224;
    }

    @Override
    public int inputChannels() {
        return 3;
    }

    @Override
    public Network build(ObjectNode parameters, TensorShape input, int classes) {
        Config config = Parameters.bind(parameters, Config.class);
        var network = new NetworkBuilder(name(), input);
        var x = network.input(); // (3, 224, 224)
        int stem = Option.divisible(32 * config.width);
        x = LAYER.apply(x, "stem", stem, 3, config.smallImages ? 1 : 2); // (32, 112, 112)
        for (int block = 0; block < CHANNELS_AND_STRIDES.length; block++) {
            if (block == 0 || CHANNELS_AND_STRIDES[block][1] == 2) {
                network.stage();
            }
            String name = "blocks.%d.".formatted(block);
            int channels = Option.divisible(CHANNELS_AND_STRIDES[block][0] * config.width);
            x = LAYER.depthwise(x, name + "depthwise", 3, CHANNELS_AND_STRIDES[block][1]);
            x = LAYER.apply(x, name + "pointwise", channels, 1, 1);
        } // (1024, 7, 7)
        x = x.then(new GlobalAveragePool()); // (1024)
        x.then(
                "classifier",
                Linear.of(classes)
                        .startingFrom(Weights.normal(0.01).biasedBy(Initialisation.zeros())));
        return network.build("classifier");
    }
}
