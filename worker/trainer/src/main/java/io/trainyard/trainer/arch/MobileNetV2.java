package io.trainyard.trainer.arch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.trainer.component.Parameters;
import io.trainyard.trainer.engine.graph.Activation;
import io.trainyard.trainer.engine.graph.BatchNorm;
import io.trainyard.trainer.engine.graph.Dropout;
import io.trainyard.trainer.engine.graph.GlobalAveragePool;
import io.trainyard.trainer.engine.graph.Initialisation;
import io.trainyard.trainer.engine.graph.Linear;
import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.engine.graph.NetworkBuilder;
import io.trainyard.trainer.engine.graph.NetworkBuilder.Value;
import io.trainyard.trainer.engine.graph.TensorShape;
import io.trainyard.trainer.engine.graph.Weights;

/**
 * MobileNetV2: Sandler, Howard, Zhu, Zhmoginov, Chen, "MobileNetV2: Inverted Residuals and Linear
 * Bottlenecks", 2018, table 2; torchvision/models/mobilenetv2.py. 3,504,872 parameters for 1000
 * classes.
 *
 * <pre>
 * input       operator     t  c     n  s
 * 224x224x3   conv2d 3x3   -  32    1  2
 * 112x112x32  bottleneck   1  16    1  1
 * 112x112x16  bottleneck   6  24    2  2
 * 56x56x24    bottleneck   6  32    3  2
 * 28x28x32    bottleneck   6  64    4  2
 * 14x14x64    bottleneck   6  96    3  1
 * 14x14x96    bottleneck   6  160   3  2
 * 7x7x160     bottleneck   6  320   1  1
 * 7x7x320     conv2d 1x1   -  1280  1  1
 * 7x7x1280    avgpool, fc  -  k     -
 * </pre>
 *
 * Deviations: none.
 */
final class MobileNetV2 implements Architecture {
    private static final int[][] TABLE = { // t, c, n, s
        {1, 16, 1, 1},
        {6, 24, 2, 2},
        {6, 32, 3, 2},
        {6, 64, 4, 2},
        {6, 96, 3, 1},
        {6, 160, 3, 2},
        {6, 320, 1, 1}
    };
    private static final ConvolutionNorm LAYER =
            new ConvolutionNorm(BatchNorm.standard(), Activation.RELU6);

    record Config(boolean smallImages, double width, double dropout) {}

    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.ARCHITECTURE,
                "mobilenet_v2",
                "MobileNetV2 (Sandler 2018): 3,504,872 parameters",
                Option.dropout(
                        Option.width(Option.smallImages("a stem of stride 1, for 32x32")), 0.2));
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
        x = LAYER.apply(x, "features.0", stem, 3, config.smallImages ? 1 : 2); // (32, 112, 112)
        int module = 1;
        for (int[] row : TABLE) {
            network.stage();
            int channels = Option.divisible(row[1] * config.width);
            for (int block = 0; block < row[2]; block++) {
                String name = "features.%d.conv.".formatted(module++);
                x = bottleneck(x, name, row[0], channels, block == 0 ? row[3] : 1);
            }
        } // (320, 7, 7)
        int last = Option.divisible(1280 * Math.max(1, config.width));
        x = LAYER.apply(x, "features.18", last, 1, 1); // (1280, 7, 7)
        x = x.then(new GlobalAveragePool()).then(new Dropout(config.dropout)); // (1280)
        x.then(
                "classifier.1",
                Linear.of(classes)
                        .startingFrom(Weights.normal(0.01).biasedBy(Initialisation.zeros())));
        return network.build("classifier.1");
    }

    /** Table 1: 1x1 to t times the channels, depthwise 3x3, 1x1 without activation. */
    private static Value bottleneck(Value x, String name, int t, int channels, int stride) {
        Value y = x;
        int module = 0;
        if (t != 1) {
            y = LAYER.apply(y, name + module++, t * x.channels(), 1, 1); // (t C, H, W)
        }
        y = LAYER.depthwise(y, name + module++, 3, stride); // (t C, H/stride, W/stride)
        y = y.then(name + module++, ConvolutionNorm.convolution(channels, 1, 1));
        y = y.then(name + module, BatchNorm.standard()); // (channels, H/stride, W/stride)
        return stride == 1 && x.channels() == channels ? y.plus(x) : y;
    }
}
