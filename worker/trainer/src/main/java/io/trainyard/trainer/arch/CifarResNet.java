package io.trainyard.trainer.arch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.trainer.engine.graph.Activation;
import io.trainyard.trainer.engine.graph.BatchNorm;
import io.trainyard.trainer.engine.graph.Convolution;
import io.trainyard.trainer.engine.graph.GlobalAveragePool;
import io.trainyard.trainer.engine.graph.Linear;
import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.engine.graph.NetworkBuilder;
import io.trainyard.trainer.engine.graph.NetworkBuilder.Value;
import io.trainyard.trainer.engine.graph.PadChannels;
import io.trainyard.trainer.engine.graph.Subsample;
import io.trainyard.trainer.engine.graph.TensorShape;
import io.trainyard.trainer.engine.graph.Weights;

/**
 * The ResNets for CIFAR: He, Zhang, Ren, Sun, "Deep Residual Learning for Image Recognition", 2015,
 * section 4.2. Not in torchvision; module names and initialisation (kaiming_normal_ of convolutions
 * and of the linear weight) are those of akamaster/pytorch_resnet_cifar10. Depth is 6n + 2.
 *
 * <pre>
 * output map size  32x32   16x16  8x8     depth  n  parameters
 * # layers         1 + 2n  2n     2n      20     3  269,722
 * # filters        16      32     64      32     5  464,154
 *                                         44     7  658,586
 *                                         56     9  853,018
 *                                         110    18 1,727,962
 * </pre>
 *
 * Deviations: none. Shortcuts are option A: identity, subsampled and padded with zero channels,
 * without parameters.
 */
final class CifarResNet implements Architecture {
    private static final int[] FILTERS = {16, 32, 64};

    private final int depth;

    CifarResNet(int depth) {
        this.depth = depth;
    }

    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.ARCHITECTURE,
                "resnet%d_cifar".formatted(depth),
                "ResNet-%d for 32x32 images (He 2015, section 4.2)".formatted(depth),
                Schema.object());
    }

    @Override
    public int inputSize() {
        return 32;
    }

    @Override
    public int inputChannels() {
        return 3;
    }

    @Override
    public int classes() {
        return 10;
    }

    @Override
    public Network build(ObjectNode parameters, TensorShape input, int classes) {
        int n = (depth - 2) / 6;
        var network = new NetworkBuilder(name(), input);
        var x = network.input(); // (3, 32, 32)
        x =
                convolution(x, "conv1", FILTERS[0], 1)
                        .then("bn1", BatchNorm.standard())
                        .then(Activation.RELU); // (16, 32, 32)
        for (int stage = 0; stage < FILTERS.length; stage++) {
            network.stage();
            for (int block = 0; block < n; block++) {
                int stride = stage > 0 && block == 0 ? 2 : 1;
                x = block(x, "layer%d.%d".formatted(stage + 1, block), FILTERS[stage], stride);
            } // (16, 32, 32), then (32, 16, 16), then (64, 8, 8)
        }
        x = x.then(new GlobalAveragePool()); // (64)
        x.then("linear", Linear.of(classes).startingFrom(Weights.KAIMING_NORMAL)); // (classes)
        return network.build("linear");
    }

    /** Figure 2: two 3x3 convolutions beside the shortcut. */
    private static Value block(Value x, String name, int filters, int stride) {
        Value y = convolution(x, name + ".conv1", filters, stride); // (F, H/stride, W/stride)
        y = y.then(name + ".bn1", BatchNorm.standard()).then(Activation.RELU);
        y = convolution(y, name + ".conv2", filters, 1).then(name + ".bn2", BatchNorm.standard());
        return y.plus(shortcut(x, filters, stride)).then(Activation.RELU);
    }

    /**
     * Option A of section 3.3: "the shortcut still performs identity mapping, with extra zero
     * entries padded".
     */
    private static Value shortcut(Value x, int filters, int stride) {
        if (stride == 1 && x.channels() == filters) {
            return x;
        }
        int padding = filters - x.channels();
        return x.then(new Subsample(stride))
                .then(new PadChannels(padding / 2, padding - padding / 2));
    }

    private static Value convolution(Value x, String name, int filters, int stride) {
        return x.then(
                name,
                Convolution.of(filters, 3)
                        .stride(stride)
                        .padding(1)
                        .withoutBias()
                        .startingFrom(Weights.KAIMING_NORMAL));
    }
}
