package io.trainyard.trainer.arch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.trainer.component.Parameters;
import io.trainyard.trainer.engine.graph.AveragePool;
import io.trainyard.trainer.engine.graph.Dropout;
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
 * Inception-v4: Szegedy, Ioffe, Vanhoucke, Alemi, "Inception-v4, Inception-ResNet and the Impact of
 * Residual Connections on Learning", 2016, figures 3 to 9. Not in torchvision; module names are
 * those of timm/models/inception_v4.py. 42,679,816 parameters for 1000 classes.
 *
 * <pre>
 * block             figure  output
 * input                     299x299x3
 * stem              3       35x35x384
 * 4x Inception-A    4       35x35x384
 * Reduction-A       7       17x17x1024
 * 7x Inception-B    5       17x17x1024
 * Reduction-B       8       8x8x1536
 * 3x Inception-C    6       8x8x1536
 * average pooling           1536
 * dropout (keep 0.8), softmax
 * </pre>
 *
 * Deviations: none. Initialised as torchvision's Inception-v3.
 */
final class InceptionV4 implements Architecture {
    private static final BasicConvolution LAYER = new BasicConvolution(0.1);

    record Config(double dropout) {}

    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.ARCHITECTURE,
                "inception_v4",
                "Inception-v4 (Szegedy 2016): 42,679,816 parameters",
                Option.dropout(Schema.object(), 0.2));
    }

    @Override
    public int inputSize() {
        return 299;
    }

    @Override
    public int inputChannels() {
        return 3;
    }

    @Override
    public Network build(ObjectNode parameters, TensorShape input, int classes) {
        double dropout = Parameters.bind(parameters, Config.class).dropout;
        var network = new NetworkBuilder(name(), input);
        var x = stem(network); // (384, 35, 35)
        int module = 6;
        network.stage();
        for (int block = 0; block < 4; block++) {
            x = inceptionA(network, x, "features." + module++);
        }
        x = reductionA(network, x, "features." + module++); // (1024, 17, 17)
        network.stage();
        for (int block = 0; block < 7; block++) {
            x = inceptionB(network, x, "features." + module++);
        }
        x = reductionB(network, x, "features." + module++); // (1536, 8, 8)
        network.stage();
        for (int block = 0; block < 3; block++) {
            x = inceptionC(network, x, "features." + module++);
        }
        x = x.then(new GlobalAveragePool()).then(new Dropout(dropout)); // (1536)
        x.then("last_linear", Linear.of(classes).startingFrom(Weights.normal(0.1)));
        return network.build("last_linear");
    }

    private static Value stem(NetworkBuilder network) {
        Value x = network.input(); // (3, 299, 299)
        x = LAYER.halving(x, "features.0", 32, 3); // (32, 149, 149)
        x = LAYER.apply(x, "features.1", 32, 3); // (32, 147, 147)
        x = LAYER.same(x, "features.2", 64, 3); // (64, 147, 147)
        x =
                network.concatenate(
                        List.of(
                                x.then(MaxPool.of(3, 2, 0)),
                                LAYER.halving(x, "features.3.conv", 96, 3))); // (160, 73, 73)
        Value left = LAYER.apply(x, "features.4.branch0.0", 64, 1);
        left = LAYER.apply(left, "features.4.branch0.1", 96, 3);
        Value right = LAYER.apply(x, "features.4.branch1.0", 64, 1);
        right = LAYER.same(right, "features.4.branch1.1", 64, 1, 7);
        right = LAYER.same(right, "features.4.branch1.2", 64, 7, 1);
        right = LAYER.apply(right, "features.4.branch1.3", 96, 3);
        x = network.concatenate(List.of(left, right)); // (192, 71, 71)
        return network.concatenate(
                List.of(
                        LAYER.halving(x, "features.5.conv", 192, 3),
                        x.then(MaxPool.of(3, 2, 0)))); // (384, 35, 35)
    }

    private static Value inceptionA(NetworkBuilder network, Value x, String name) {
        Value branch0 = LAYER.apply(x, name + ".branch0", 96, 1);
        Value branch1 = LAYER.apply(x, name + ".branch1.0", 64, 1);
        branch1 = LAYER.same(branch1, name + ".branch1.1", 96, 3);
        Value branch2 = LAYER.apply(x, name + ".branch2.0", 64, 1);
        branch2 = LAYER.same(branch2, name + ".branch2.1", 96, 3);
        branch2 = LAYER.same(branch2, name + ".branch2.2", 96, 3);
        return network.concatenate(List.of(branch0, branch1, branch2, pooled(x, name, 96)));
    }

    private static Value reductionA(NetworkBuilder network, Value x, String name) {
        Value branch0 = LAYER.halving(x, name + ".branch0", 384, 3);
        Value branch1 = LAYER.apply(x, name + ".branch1.0", 192, 1);
        branch1 = LAYER.same(branch1, name + ".branch1.1", 224, 3);
        branch1 = LAYER.halving(branch1, name + ".branch1.2", 256, 3);
        return network.concatenate(List.of(branch0, branch1, x.then(MaxPool.of(3, 2, 0))));
    }

    private static Value inceptionB(NetworkBuilder network, Value x, String name) {
        Value branch0 = LAYER.apply(x, name + ".branch0", 384, 1);
        Value branch1 = LAYER.apply(x, name + ".branch1.0", 192, 1);
        branch1 = LAYER.same(branch1, name + ".branch1.1", 224, 1, 7);
        branch1 = LAYER.same(branch1, name + ".branch1.2", 256, 7, 1);
        Value branch2 = LAYER.apply(x, name + ".branch2.0", 192, 1);
        branch2 = LAYER.same(branch2, name + ".branch2.1", 192, 7, 1);
        branch2 = LAYER.same(branch2, name + ".branch2.2", 224, 1, 7);
        branch2 = LAYER.same(branch2, name + ".branch2.3", 224, 7, 1);
        branch2 = LAYER.same(branch2, name + ".branch2.4", 256, 1, 7);
        return network.concatenate(List.of(branch0, branch1, branch2, pooled(x, name, 128)));
    }

    private static Value reductionB(NetworkBuilder network, Value x, String name) {
        Value branch0 = LAYER.apply(x, name + ".branch0.0", 192, 1);
        branch0 = LAYER.halving(branch0, name + ".branch0.1", 192, 3);
        Value branch1 = LAYER.apply(x, name + ".branch1.0", 256, 1);
        branch1 = LAYER.same(branch1, name + ".branch1.1", 256, 1, 7);
        branch1 = LAYER.same(branch1, name + ".branch1.2", 320, 7, 1);
        branch1 = LAYER.halving(branch1, name + ".branch1.3", 320, 3);
        return network.concatenate(List.of(branch0, branch1, x.then(MaxPool.of(3, 2, 0))));
    }

    private static Value inceptionC(NetworkBuilder network, Value x, String name) {
        Value branch0 = LAYER.apply(x, name + ".branch0", 256, 1);
        Value branch1 = LAYER.apply(x, name + ".branch1_0", 384, 1);
        Value branch1a = LAYER.same(branch1, name + ".branch1_1a", 256, 1, 3);
        Value branch1b = LAYER.same(branch1, name + ".branch1_1b", 256, 3, 1);
        Value branch2 = LAYER.apply(x, name + ".branch2_0", 384, 1);
        branch2 = LAYER.same(branch2, name + ".branch2_1", 448, 3, 1);
        branch2 = LAYER.same(branch2, name + ".branch2_2", 512, 1, 3);
        Value branch2a = LAYER.same(branch2, name + ".branch2_3a", 256, 1, 3);
        Value branch2b = LAYER.same(branch2, name + ".branch2_3b", 256, 3, 1);
        return network.concatenate(
                List.of(branch0, branch1a, branch1b, branch2a, branch2b, pooled(x, name, 256)));
    }

    /** The branch of each Inception block that averages, over real pixels only. */
    private static Value pooled(Value x, String name, int channels) {
        Value y = x.then(new AveragePool(Window.square(3, 1, 1), false));
        return LAYER.apply(y, name + ".branch3.1", channels, 1);
    }
}
