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
import java.util.List;

/**
 * MobileNetV3: Howard et al., "Searching for MobileNetV3", 2019, tables 1 (large) and 2 (small);
 * torchvision/models/mobilenetv3.py. 5,483,032 and 2,542,856 parameters for 1000 classes. The
 * tables are {@link #LARGE} and {@link #SMALL}: kernel, exp size, #out, SE, NL (RE or HS), s.
 *
 * <pre>
 * stem     conv2d 3x3, 16, HS, s 2
 * rows     bneck
 * last     conv2d 1x1, 6 times the last #out, HS
 * head     pool, linear (large 1280, small 1024), HS, dropout, linear
 * </pre>
 *
 * Deviation, as in torchvision: batch norm stands in front of the head's pool only.
 */
final class MobileNetV3 implements Architecture {
    /** One row of the paper's table. */
    private record Row(
            int kernel, int expanded, int out, boolean squeeze, Activation activation, int stride) {
        static Row re(int kernel, int expanded, int out, boolean squeeze, int stride) {
            return new Row(kernel, expanded, out, squeeze, Activation.RELU, stride);
        }

        static Row hs(int kernel, int expanded, int out, boolean squeeze, int stride) {
            return new Row(kernel, expanded, out, squeeze, Activation.HARDSWISH, stride);
        }
    }

    private static final List<Row> LARGE =
            List.of(
                    Row.re(3, 16, 16, false, 1),
                    Row.re(3, 64, 24, false, 2),
                    Row.re(3, 72, 24, false, 1),
                    Row.re(5, 72, 40, true, 2),
                    Row.re(5, 120, 40, true, 1),
                    Row.re(5, 120, 40, true, 1),
                    Row.hs(3, 240, 80, false, 2),
                    Row.hs(3, 200, 80, false, 1),
                    Row.hs(3, 184, 80, false, 1),
                    Row.hs(3, 184, 80, false, 1),
                    Row.hs(3, 480, 112, true, 1),
                    Row.hs(3, 672, 112, true, 1),
                    Row.hs(5, 672, 160, true, 2),
                    Row.hs(5, 960, 160, true, 1),
                    Row.hs(5, 960, 160, true, 1));
    private static final List<Row> SMALL =
            List.of(
                    Row.re(3, 16, 16, true, 2),
                    Row.re(3, 72, 24, false, 2),
                    Row.re(3, 88, 24, false, 1),
                    Row.hs(5, 96, 40, true, 2),
                    Row.hs(5, 240, 40, true, 1),
                    Row.hs(5, 240, 40, true, 1),
                    Row.hs(5, 120, 48, true, 1),
                    Row.hs(5, 144, 48, true, 1),
                    Row.hs(5, 288, 96, true, 2),
                    Row.hs(5, 576, 96, true, 1),
                    Row.hs(5, 576, 96, true, 1));

    /** torchvision/models/mobilenetv3.py: partial(nn.BatchNorm2d, eps=0.001, momentum=0.01). */
    private static final BatchNorm NORM = new BatchNorm(0.01, 1e-3);

    private static final SqueezeExcitation SQUEEZE =
            new SqueezeExcitation(Activation.RELU, Activation.HARDSIGMOID);

    private final boolean large;

    MobileNetV3(boolean large) {
        this.large = large;
    }

    record Config(boolean smallImages, double width, double dropout) {}

    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.ARCHITECTURE,
                large ? "mobilenet_v3_large" : "mobilenet_v3_small",
                "MobileNetV3-%s (Howard 2019)".formatted(large ? "Large" : "Small"),
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
        var wide = new ConvolutionNorm(NORM, Activation.HARDSWISH);
        var x = network.input(); // (3, 224, 224)
        int stem = Option.divisible(16 * config.width);
        x = wide.apply(x, "features.0", stem, 3, config.smallImages ? 1 : 2); // (16, 112, 112)
        int module = 1;
        for (Row row : large ? LARGE : SMALL) {
            if (module == 1 || row.stride == 2) {
                network.stage();
            }
            x = bneck(x, "features.%d.block.".formatted(module++), row, config.width);
        } // (160 or 96, 7, 7)
        x = wide.apply(x, "features." + module, 6 * x.channels(), 1, 1); // (960 or 576, 7, 7)
        x = x.then(new GlobalAveragePool()); // (960 or 576)
        int features = Option.divisible((large ? 1280 : 1024) * config.width);
        x = linear(x, "classifier.0", features).then(Activation.HARDSWISH);
        x = x.then(new Dropout(config.dropout));
        linear(x, "classifier.3", classes); // (classes)
        return network.build("classifier.3");
    }

    /** Figure 4: MobileNetV2's bottleneck with squeeze and excitation. */
    private static Value bneck(Value x, String name, Row row, double width) {
        var layer = new ConvolutionNorm(NORM, row.activation);
        int expanded = Option.divisible(row.expanded * width);
        int channels = Option.divisible(row.out * width);
        Value y = x;
        int module = 0;
        if (expanded != x.channels()) {
            y = layer.apply(y, name + module++, expanded, 1, 1); // (exp, H, W)
        }
        y = layer.depthwise(y, name + module++, row.kernel, row.stride); // (exp, H/s, W/s)
        if (row.squeeze) {
            y = SQUEEZE.apply(y, name + module++, Option.divisible(Math.floorDiv(expanded, 4)));
        }
        y = y.then(name + module + ".0", ConvolutionNorm.convolution(channels, 1, 1));
        y = y.then(name + module + ".1", NORM); // (out, H/s, W/s)
        return row.stride == 1 && x.channels() == channels ? y.plus(x) : y;
    }

    private static Value linear(Value x, String name, int features) {
        return x.then(
                name,
                Linear.of(features)
                        .startingFrom(Weights.normal(0.01).biasedBy(Initialisation.zeros())));
    }
}
