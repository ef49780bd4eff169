package io.trainyard.trainer.arch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.trainer.component.Parameters;
import io.trainyard.trainer.engine.graph.Activation;
import io.trainyard.trainer.engine.graph.AdaptiveAveragePool;
import io.trainyard.trainer.engine.graph.BatchNorm;
import io.trainyard.trainer.engine.graph.Convolution;
import io.trainyard.trainer.engine.graph.Dropout;
import io.trainyard.trainer.engine.graph.Flatten;
import io.trainyard.trainer.engine.graph.Initialisation;
import io.trainyard.trainer.engine.graph.Linear;
import io.trainyard.trainer.engine.graph.MaxPool;
import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.engine.graph.NetworkBuilder;
import io.trainyard.trainer.engine.graph.NetworkBuilder.Value;
import io.trainyard.trainer.engine.graph.TensorShape;
import io.trainyard.trainer.engine.graph.Weights;

/**
 * VGG: Simonyan, Zisserman, "Very Deep Convolutional Networks for Large-Scale Image Recognition",
 * 2014, table 1, configurations A, B, D and E; torchvision/models/vgg.py.
 *
 * <pre>
 * map size  A (11)   B (13)   D (16)   E (19)    all 3x3, M: 2x2 max pool behind each row
 * 224x224   64       64 x2    64 x2    64 x2
 * 112x112   128      128 x2   128 x2   128 x2
 * 56x56     256 x2   256 x2   256 x3   256 x4
 * 28x28     512 x2   512 x2   512 x3   512 x4
 * 14x14     512 x2   512 x2   512 x3   512 x4
 * 7x7       FC-4096, FC-4096, FC-1000
 *
 * parameters  132,863,336  133,047,848  138,357,544  143,667,240
 * with bn     132,868,840  133,053,736  138,365,992  143,678,248
 * </pre>
 *
 * Deviations, as in torchvision: batch norm by choice; the last map is pooled to 7x7, so that any
 * input of 32 or more fits.
 */
final class Vgg implements Architecture {
    private static final int[] CHANNELS = {64, 128, 256, 512, 512};

    private final int depth;
    private final boolean batchNorm;

    Vgg(int depth, boolean batchNorm) {
        this.depth = depth;
        this.batchNorm = batchNorm;
    }

    record Config(double dropout) {}

    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.ARCHITECTURE,
                batchNorm ? "vgg%d_bn".formatted(depth) : "vgg%d".formatted(depth),
                "VGG-%d (Simonyan 2014)%s".formatted(depth, batchNorm ? " with batch norm" : ""),
                Option.dropout(Schema.object(), 0.5));
    }

    @Override
    public int inputSize() {
        return 224;
    }

    @Override
    public int inputChannels() {
        return 3;
    }

    /** Convolutions of each row of table 1. */
    private int[] rows() {
        return switch (depth) {
            case 11 -> new int[] {1, 1, 2, 2, 2};
            case 13 -> new int[] {2, 2, 2, 2, 2};
            case 16 -> new int[] {2, 2, 3, 3, 3};
            case 19 -> new int[] {2, 2, 4, 4, 4};
            default -> throw new IllegalArgumentException("there is no VGG-" + depth);
        };
    }

    @Override
    public Network build(ObjectNode parameters, TensorShape input, int classes) {
        double dropout = Parameters.bind(parameters, Config.class).dropout;
        var network = new NetworkBuilder(name(), input);
        var x = network.input(); // (3, 224, 224)
        int module = 0;
        for (int row = 0; row < CHANNELS.length; row++) {
            network.stage();
            for (int layer = 0; layer < rows()[row]; layer++) {
                x = convolution(x, module, CHANNELS[row]);
                module += batchNorm ? 3 : 2;
            }
            x = x.then(MaxPool.of(2, 2, 0)); // (64, 112, 112) to (512, 7, 7)
            module++;
        }
        x = x.then(new AdaptiveAveragePool(7)).then(new Flatten()); // (25088)
        x = linear(x, "classifier.0", 4096).then(Activation.RELU).then(new Dropout(dropout));
        x = linear(x, "classifier.3", 4096).then(Activation.RELU).then(new Dropout(dropout));
        linear(x, "classifier.6", classes); // (classes)
        return network.build("classifier.6");
    }

    private Value convolution(Value x, int module, int channels) {
        Value y =
                x.then(
                        "features." + module,
                        Convolution.of(channels, 3)
                                .padding(1)
                                .startingFrom(Weights.KAIMING_NORMAL_FAN_OUT));
        if (batchNorm) {
            y = y.then("features." + (module + 1), BatchNorm.standard());
        }
        return y.then(Activation.RELU);
    }

    private static Value linear(Value x, String name, int features) {
        return x.then(
                name,
                Linear.of(features)
                        .startingFrom(Weights.normal(0.01).biasedBy(Initialisation.zeros())));
    }
}
