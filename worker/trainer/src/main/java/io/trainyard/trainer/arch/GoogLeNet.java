package io.trainyard.trainer.arch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.trainer.component.Parameters;
import io.trainyard.trainer.engine.graph.Activation;
import io.trainyard.trainer.engine.graph.AdaptiveAveragePool;
import io.trainyard.trainer.engine.graph.Dropout;
import io.trainyard.trainer.engine.graph.Flatten;
import io.trainyard.trainer.engine.graph.GlobalAveragePool;
import io.trainyard.trainer.engine.graph.Linear;
import io.trainyard.trainer.engine.graph.MaxPool;
import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.engine.graph.NetworkBuilder;
import io.trainyard.trainer.engine.graph.NetworkBuilder.Value;
import io.trainyard.trainer.engine.graph.TensorShape;
import io.trainyard.trainer.engine.graph.Weights;
import io.trainyard.trainer.engine.graph.Window;
import java.util.List;

/**
 * GoogLeNet: Szegedy et al., "Going Deeper with Convolutions", 2014, table 1;
 * torchvision/models/googlenet.py. 13,004,888 parameters with its auxiliary heads and 1000 classes,
 * 6,624,904 without.
 *
 * <pre>
 * type            patch/stride  output       #1x1  #3x3red  #3x3  #5x5red  #5x5  pool proj
 * convolution     7x7/2         112x112x64
 * max pool        3x3/2         56x56x64
 * convolution     3x3/1         56x56x192          64       192
 * max pool        3x3/2         28x28x192
 * inception (3a)                28x28x256    64    96       128   16       32    32
 * inception (3b)                28x28x480    128   128      192   32       96    64
 * max pool        3x3/2         14x14x480
 * inception (4a)                14x14x512    192   96       208   16       48    64
 * inception (4b)                14x14x512    160   112      224   24       64    64
 * inception (4c)                14x14x512    128   128      256   24       64    64
 * inception (4d)                14x14x528    112   144      288   32       64    64
 * inception (4e)                14x14x832    256   160      320   32       128   128
 * max pool        2x2/2         7x7x832
 * inception (5a)                7x7x832      256   160      320   32       128   128
 * inception (5b)                7x7x1024     384   192      384   48       128   128
 * avg pool, dropout (40%), linear
 * </pre>
 *
 * Deviations, as in torchvision: batch norm for the local response normalisation; the 5x5 kernels
 * are 3x3; the last max pool is 2x2; dropout is 20%. With smallImages the first convolution is 3x3
 * with stride 1 and its max pool is left out.
 */
final class GoogLeNet implements Architecture {
    /** torchvision: trunc_normal_(std=0.01) within -2 and 2, which cuts nothing off. */
    private static final double DEVIATION = 0.01;

    private static final BasicConvolution LAYER = new BasicConvolution(DEVIATION);

    record Config(
            boolean smallImages, double dropout, boolean auxiliaryHeads, double auxiliaryDropout) {}

    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.ARCHITECTURE,
                "googlenet",
                "GoogLeNet (Szegedy 2014) with auxiliary heads: 13,004,888 parameters",
                Option.auxiliaryHeads(
                                Option.dropout(
                                        Option.smallImages(
                                                "a first convolution of 3x3 with stride 1 and no"
                                                        + " max pool behind it, for 32x32"),
                                        0.2))
                        .with(
                                "auxiliaryDropout",
                                "dropout in the auxiliary heads",
                                Schema.number().atLeast(0).below(1).defaultsTo(0.7)));
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
        if (config.smallImages) {
            x = LAYER.same(x, "conv1", 64, 3); // (64, 32, 32) of 32x32
        } else {
            x = LAYER.apply(x, "conv1", 64, Window.square(7, 2, 3)); // (64, 112, 112)
            x = x.then(MaxPool.roundingUp(3, 2)); // (64, 56, 56)
        }
        x = LAYER.apply(x, "conv2", 64, 1);
        x = LAYER.same(x, "conv3", 192, 3); // (192, 56, 56)
        x = x.then(MaxPool.roundingUp(3, 2)); // (192, 28, 28)
        network.stage();
        x = inception(network, x, "inception3a", 64, 96, 128, 16, 32, 32);
        x = inception(network, x, "inception3b", 128, 128, 192, 32, 96, 64); // (480, 28, 28)
        x = x.then(MaxPool.roundingUp(3, 2)); // (480, 14, 14)
        network.stage();
        x = inception(network, x, "inception4a", 192, 96, 208, 16, 48, 64);
        Value middle1 = x; // (512, 14, 14)
        x = inception(network, x, "inception4b", 160, 112, 224, 24, 64, 64);
        x = inception(network, x, "inception4c", 128, 128, 256, 24, 64, 64);
        x = inception(network, x, "inception4d", 112, 144, 288, 32, 64, 64);
        Value middle2 = x; // (528, 14, 14)
        x = inception(network, x, "inception4e", 256, 160, 320, 32, 128, 128); // (832, 14, 14)
        x = x.then(MaxPool.roundingUp(2, 2)); // (832, 7, 7)
        network.stage();
        x = inception(network, x, "inception5a", 256, 160, 320, 32, 128, 128);
        x = inception(network, x, "inception5b", 384, 192, 384, 48, 128, 128); // (1024, 7, 7)
        if (config.auxiliaryHeads) {
            auxiliary(network, middle1, "aux1", config, classes);
            auxiliary(network, middle2, "aux2", config, classes);
        }
        x = x.then(new GlobalAveragePool()).then(new Dropout(config.dropout)); // (1024)
        x.then("fc", linear(classes)); // (classes)
        return network.build("fc");
    }

    /** Figure 2b, its numbers in table 1's order. */
    private static Value inception(
            NetworkBuilder network,
            Value x,
            String name,
            int n1x1,
            int n3x3red,
            int n3x3,
            int n5x5red,
            int n5x5,
            int poolProj) {
        Value branch1 = LAYER.apply(x, name + ".branch1", n1x1, 1);
        Value branch2 = LAYER.apply(x, name + ".branch2.0", n3x3red, 1);
        branch2 = LAYER.same(branch2, name + ".branch2.1", n3x3, 3);
        Value branch3 = LAYER.apply(x, name + ".branch3.0", n5x5red, 1);
        branch3 = LAYER.same(branch3, name + ".branch3.1", n5x5, 3);
        Value branch4 = x.then(MaxPool.roundingUp(3, 1, 1));
        branch4 = LAYER.apply(branch4, name + ".branch4.1", poolProj, 1);
        return network.concatenate(List.of(branch1, branch2, branch3, branch4));
    }

    /** Section 5: the extra networks on the side, for training alone. */
    private static void auxiliary(
            NetworkBuilder network, Value middle, String name, Config config, int classes) {
        Value y = middle.then(new AdaptiveAveragePool(4)); // (512 or 528, 4, 4)
        y = LAYER.apply(y, name + ".conv", 128, 1).then(new Flatten()); // (2048)
        y = y.then(name + ".fc1", linear(1024)).then(Activation.RELU);
        y = y.then(new Dropout(config.auxiliaryDropout)); // (1024)
        y = y.then(name + ".fc2", linear(classes)); // (classes)
        network.auxiliary(name + ".fc2", y, Network.AUXILIARY_WEIGHT);
    }

    private static Linear linear(int features) {
        return Linear.of(features).startingFrom(Weights.normal(DEVIATION));
    }
}
