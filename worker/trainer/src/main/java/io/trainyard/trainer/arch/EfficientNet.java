package io.trainyard.trainer.arch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;
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
import io.trainyard.trainer.engine.graph.StochasticDepth;
import io.trainyard.trainer.engine.graph.TensorShape;
import io.trainyard.trainer.engine.graph.Weights;
import java.util.List;

/**
 * EfficientNet: Tan, Le, "EfficientNet: Rethinking Model Scaling for Convolutional Neural
 * Networks", 2019, table 1 and section 3.3; torchvision/models/efficientnet.py. B1 to B7 are B0
 * with its channels times a width and its layers times a depth.
 *
 * <pre>
 * stage  operator       resolution  #channels  #layers     B  width  depth  resolution  dropout  parameters
 * 1      conv3x3        224x224     32         1           0  1.0    1.0    224         0.2      5,288,548
 * 2      MBConv1, k3x3  112x112     16         1           1  1.0    1.1    240         0.2      7,794,184
 * 3      MBConv6, k3x3  112x112     24         2           2  1.1    1.2    260         0.3      9,109,994
 * 4      MBConv6, k5x5  56x56       40         2           3  1.2    1.4    300         0.3      12,233,232
 * 5      MBConv6, k3x3  28x28       80         3           4  1.4    1.8    380         0.4      19,341,616
 * 6      MBConv6, k5x5  14x14       112        3           5  1.6    2.2    456         0.4      30,389,784
 * 7      MBConv6, k5x5  14x14       192        4           6  1.8    2.6    528         0.5      43,040,704
 * 8      MBConv6, k3x3  7x7         320        1           7  2.0    3.1    600         0.5      66,347,960
 * 9      conv1x1, pool, fc  7x7     1280       1
 * </pre>
 *
 * Deviations: none. The coefficients are those of the authors' code (efficientnet_builder.py),
 * which the paper's rule, depth 1.2^phi, width 1.1^phi, resolution 1.15^phi, gives up to their
 * rounding.
 */
final class EfficientNet implements Architecture {
    private static final int[][] TABLE = { // expansion, kernel, stride, channels, layers
        {1, 3, 1, 16, 1},
        {6, 3, 2, 24, 2},
        {6, 5, 2, 40, 2},
        {6, 3, 2, 80, 3},
        {6, 5, 1, 112, 3},
        {6, 5, 2, 192, 4},
        {6, 3, 1, 320, 1}
    };

    /** B0 to B7. */
    static final List<Scaling> SCALINGS =
            List.of(
                    new Scaling(1.0, 1.0, 224, 0.2),
                    new Scaling(1.0, 1.1, 240, 0.2),
                    new Scaling(1.1, 1.2, 260, 0.3),
                    new Scaling(1.2, 1.4, 300, 0.3),
                    new Scaling(1.4, 1.8, 380, 0.4),
                    new Scaling(1.6, 2.2, 456, 0.4),
                    new Scaling(1.8, 2.6, 528, 0.5),
                    new Scaling(2.0, 3.1, 600, 0.5));

    private static final SqueezeExcitation SQUEEZE =
            new SqueezeExcitation(Activation.SILU, Activation.SIGMOID);

    /** What makes a network of the family from B0. */
    record Scaling(double width, double depth, int resolution, double dropout) {
        int channels(int ofB0) {
            return Option.divisible(ofB0 * width);
        }

        int layers(int ofB0) {
            return (int) Math.ceil(ofB0 * depth);
        }
    }

    private final int b;
    private final Scaling scaling;

    EfficientNet(int b) {
        this.b = b;
        this.scaling = SCALINGS.get(b);
    }

    record Config(boolean smallImages, double dropout, double stochasticDepth) {}

    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.ARCHITECTURE,
                "efficientnet_b" + b,
                "EfficientNet-B%d (Tan 2019)".formatted(b),
                Option.dropout(Option.smallImages("a stem of stride 1, for 32x32"), scaling.dropout)
                        .with(
                                "stochasticDepth",
                                "probability that training drops the last block; it grows linearly"
                                        + " from the first",
                                Schema.number().atLeast(0).below(1).defaultsTo(0.2)));
    }

    @Override
    public int inputSize() {
        return scaling.resolution;
    }

    @Override
    public int inputChannels() {
        return 3;
    }

    @Override
    public Network build(ObjectNode parameters, TensorShape input, int classes) {
        Config config = Parameters.bind(parameters, Config.class);
        var network = new NetworkBuilder(name(), input);
        var layer = new ConvolutionNorm(norm(), Activation.SILU);
        var x = network.input(); // (3, 224, 224)
        int stem = scaling.channels(32);
        x = layer.apply(x, "features.0", stem, 3, config.smallImages ? 1 : 2); // (32, 112, 112)
        int blocks = 0;
        for (int[] row : TABLE) {
            blocks += scaling.layers(row[4]);
        }
        int block = 0;
        for (int stage = 0; stage < TABLE.length; stage++) {
            network.stage();
            int[] row = TABLE[stage];
            for (int place = 0; place < scaling.layers(row[4]); place++) {
                String name = "features.%d.%d.block.".formatted(stage + 1, place);
                int stride = place == 0 ? row[2] : 1;
                double drop = config.stochasticDepth * block++ / blocks;
                x = mbConv(x, name, row, stride, drop);
            }
        } // (320, 7, 7)
        x = layer.apply(x, "features.8", 4 * x.channels(), 1, 1); // (1280, 7, 7)
        x = x.then(new GlobalAveragePool()).then(new Dropout(config.dropout)); // (1280)
        x.then(
                "classifier.1",
                Linear.of(classes)
                        .startingFrom(
                                Weights.TORCH_DEFAULT
                                        .startingAs(
                                                new Initialisation.Uniform(
                                                        1 / Math.sqrt((double) classes)))
                                        .biasedBy(Initialisation.zeros())));
        return network.build("classifier.1");
    }

    /** MobileNetV2's bottleneck with squeeze and excitation, dropped with a probability. */
    private Value mbConv(Value x, String name, int[] row, int stride, double drop) {
        var layer = new ConvolutionNorm(norm(), Activation.SILU);
        int channels = scaling.channels(row[3]);
        Value y = x;
        int module = 0;
        if (row[0] != 1) {
            y = layer.apply(y, name + module++, row[0] * x.channels(), 1, 1); // (6 C, H, W)
        }
        y = layer.depthwise(y, name + module++, row[1], stride); // (6 C, H/stride, W/stride)
        y = SQUEEZE.apply(y, name + module++, Math.max(1, x.channels() / 4));
        y = y.then(name + module + ".0", ConvolutionNorm.convolution(channels, 1, 1));
        y = y.then(name + module + ".1", norm()); // (channels, H/stride, W/stride)
        return stride == 1 && x.channels() == channels
                ? y.then(new StochasticDepth(drop)).plus(x)
                : y;
    }

    /** torchvision keeps the original's constants for B5 to B7, where its weights come from. */
    private BatchNorm norm() {
        return b < 5 ? BatchNorm.standard() : new BatchNorm(0.01, 1e-3);
    }
}
