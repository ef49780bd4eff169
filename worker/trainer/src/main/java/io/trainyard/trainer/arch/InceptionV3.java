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
import java.util.List;

/**
 * Inception-v3: Szegedy, Vanhoucke, Ioffe, Shlens, Wojna, "Rethinking the Inception Architecture
 * for Computer Vision", 2015, table 1; torchvision/models/inception.py. 27,161,264 parameters with
 * its auxiliary head and 1000 classes.
 *
 * <pre>
 * type          patch/stride   input
 * conv          3x3/2          299x299x3
 * conv          3x3/1          149x149x32
 * conv padded   3x3/1          147x147x32
 * pool          3x3/2          147x147x64
 * conv          1x1/1          73x73x64
 * conv          3x3/1          73x73x80
 * pool          3x3/2          71x71x192
 * 3x Inception  figure 5       35x35x192
 * 5x Inception  figure 6       17x17x768    behind figure 10's reduction
 * 2x Inception  figure 7       8x8x1280     behind a reduction
 * pool          8x8            8x8x2048
 * linear, softmax              1x1x2048
 * </pre>
 *
 * Deviations, as in torchvision: the table's layers as the authors' released code has them, with
 * its module names; batch norm in the auxiliary head.
 */
final class InceptionV3 implements Architecture {
    /** torchvision: trunc_normal_ of this deviation within -2 and 2, which cuts nothing off. */
    private static final BasicConvolution LAYER = new BasicConvolution(0.1);

    record Config(double dropout, boolean auxiliaryHeads) {}

    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.ARCHITECTURE,
                "inception_v3",
                "Inception-v3 (Szegedy 2015) with an auxiliary head: 27,161,264 parameters",
                Option.auxiliaryHeads(Option.dropout(Schema.object(), 0.5)));
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
        Config config = Parameters.bind(parameters, Config.class);
        var network = new NetworkBuilder(name(), input);
        var x = network.input(); // (3, 299, 299)
        x = LAYER.halving(x, "Conv2d_1a_3x3", 32, 3); // (32, 149, 149)
        x = LAYER.apply(x, "Conv2d_2a_3x3", 32, 3); // (32, 147, 147)
        x = LAYER.same(x, "Conv2d_2b_3x3", 64, 3); // (64, 147, 147)
        x = x.then(MaxPool.of(3, 2, 0)); // (64, 73, 73)
        x = LAYER.apply(x, "Conv2d_3b_1x1", 80, 1);
        x = LAYER.apply(x, "Conv2d_4a_3x3", 192, 3); // (192, 71, 71)
        x = x.then(MaxPool.of(3, 2, 0)); // (192, 35, 35)
        network.stage();
        x = figure5(network, x, "Mixed_5b", 32); // (256, 35, 35)
        x = figure5(network, x, "Mixed_5c", 64);
        x = figure5(network, x, "Mixed_5d", 64); // (288, 35, 35)
        network.stage();
        x = reduction6(network, x, "Mixed_6a"); // (768, 17, 17)
        x = figure6(network, x, "Mixed_6b", 128);
        x = figure6(network, x, "Mixed_6c", 160);
        x = figure6(network, x, "Mixed_6d", 160);
        x = figure6(network, x, "Mixed_6e", 192); // (768, 17, 17)
        if (config.auxiliaryHeads) {
            auxiliary(network, x, classes);
        }
        network.stage();
        x = reduction7(network, x, "Mixed_7a"); // (1280, 8, 8)
        x = figure7(network, x, "Mixed_7b");
        x = figure7(network, x, "Mixed_7c"); // (2048, 8, 8)
        x = x.then(new GlobalAveragePool()).then(new Dropout(config.dropout)); // (2048)
        x.then("fc", Linear.of(classes).startingFrom(Weights.normal(0.1))); // (classes)
        return network.build("fc");
    }

    /** InceptionA: a 5x5 kernel, two 3x3 ones, and pooling. */
    private static Value figure5(NetworkBuilder network, Value x, String name, int pooled) {
        Value one = LAYER.apply(x, name + ".branch1x1", 64, 1);
        Value five = LAYER.apply(x, name + ".branch5x5_1", 48, 1);
        five = LAYER.same(five, name + ".branch5x5_2", 64, 5);
        Value three = LAYER.apply(x, name + ".branch3x3dbl_1", 64, 1);
        three = LAYER.same(three, name + ".branch3x3dbl_2", 96, 3);
        three = LAYER.same(three, name + ".branch3x3dbl_3", 96, 3);
        Value pool = x.then(AveragePool.of(3, 1, 1));
        pool = LAYER.apply(pool, name + ".branch_pool", pooled, 1);
        return network.concatenate(List.of(one, five, three, pool));
    }

    /** InceptionB, figure 10: half the size by strides and by pooling side by side. */
    private static Value reduction6(NetworkBuilder network, Value x, String name) {
        Value three = LAYER.halving(x, name + ".branch3x3", 384, 3);
        Value twice = LAYER.apply(x, name + ".branch3x3dbl_1", 64, 1);
        twice = LAYER.same(twice, name + ".branch3x3dbl_2", 96, 3);
        twice = LAYER.halving(twice, name + ".branch3x3dbl_3", 96, 3);
        return network.concatenate(List.of(three, twice, x.then(MaxPool.of(3, 2, 0))));
    }

    /** InceptionC: 7x7 kernels as 1x7 and 7x1. */
    private static Value figure6(NetworkBuilder network, Value x, String name, int width) {
        Value one = LAYER.apply(x, name + ".branch1x1", 192, 1);
        Value seven = LAYER.apply(x, name + ".branch7x7_1", width, 1);
        seven = LAYER.same(seven, name + ".branch7x7_2", width, 1, 7);
        seven = LAYER.same(seven, name + ".branch7x7_3", 192, 7, 1);
        Value twice = LAYER.apply(x, name + ".branch7x7dbl_1", width, 1);
        twice = LAYER.same(twice, name + ".branch7x7dbl_2", width, 7, 1);
        twice = LAYER.same(twice, name + ".branch7x7dbl_3", width, 1, 7);
        twice = LAYER.same(twice, name + ".branch7x7dbl_4", width, 7, 1);
        twice = LAYER.same(twice, name + ".branch7x7dbl_5", 192, 1, 7);
        Value pool = x.then(AveragePool.of(3, 1, 1));
        pool = LAYER.apply(pool, name + ".branch_pool", 192, 1);
        return network.concatenate(List.of(one, seven, twice, pool));
    }

    /** InceptionD. */
    private static Value reduction7(NetworkBuilder network, Value x, String name) {
        Value three = LAYER.apply(x, name + ".branch3x3_1", 192, 1);
        three = LAYER.halving(three, name + ".branch3x3_2", 320, 3);
        Value seven = LAYER.apply(x, name + ".branch7x7x3_1", 192, 1);
        seven = LAYER.same(seven, name + ".branch7x7x3_2", 192, 1, 7);
        seven = LAYER.same(seven, name + ".branch7x7x3_3", 192, 7, 1);
        seven = LAYER.halving(seven, name + ".branch7x7x3_4", 192, 3);
        return network.concatenate(List.of(three, seven, x.then(MaxPool.of(3, 2, 0))));
    }

    /** InceptionE: 3x3 kernels as 1x3 and 3x1 side by side. */
    private static Value figure7(NetworkBuilder network, Value x, String name) {
        Value one = LAYER.apply(x, name + ".branch1x1", 320, 1);
        Value three = LAYER.apply(x, name + ".branch3x3_1", 384, 1);
        Value threeA = LAYER.same(three, name + ".branch3x3_2a", 384, 1, 3);
        Value threeB = LAYER.same(three, name + ".branch3x3_2b", 384, 3, 1);
        Value twice = LAYER.apply(x, name + ".branch3x3dbl_1", 448, 1);
        twice = LAYER.same(twice, name + ".branch3x3dbl_2", 384, 3);
        Value twiceA = LAYER.same(twice, name + ".branch3x3dbl_3a", 384, 1, 3);
        Value twiceB = LAYER.same(twice, name + ".branch3x3dbl_3b", 384, 3, 1);
        Value pool = x.then(AveragePool.of(3, 1, 1));
        pool = LAYER.apply(pool, name + ".branch_pool", 192, 1);
        return network.concatenate(List.of(one, threeA, threeB, twiceA, twiceB, pool));
    }

    /** Figure 8: the head on top of the last 17x17 layer, for training alone. */
    private static void auxiliary(NetworkBuilder network, Value x, int classes) {
        Value y = x.then(AveragePool.of(5, 3, 0)); // (768, 5, 5)
        y = LAYER.apply(y, "AuxLogits.conv0", 128, 1); // (128, 5, 5)
        y = new BasicConvolution(0.01).apply(y, "AuxLogits.conv1", 768, 5); // (768, 1, 1)
        y = y.then(new GlobalAveragePool()); // (768)
        y = y.then("AuxLogits.fc", Linear.of(classes).startingFrom(Weights.normal(0.001)));
        network.auxiliary("AuxLogits.fc", y, Network.AUXILIARY_WEIGHT);
    }
}
