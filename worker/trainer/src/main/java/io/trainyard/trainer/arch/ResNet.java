package io.trainyard.trainer.arch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.trainer.component.Parameters;
import io.trainyard.trainer.engine.graph.Activation;
import io.trainyard.trainer.engine.graph.BatchNorm;
import io.trainyard.trainer.engine.graph.GlobalAveragePool;
import io.trainyard.trainer.engine.graph.Linear;
import io.trainyard.trainer.engine.graph.MaxPool;
import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.engine.graph.NetworkBuilder;
import io.trainyard.trainer.engine.graph.NetworkBuilder.Value;
import io.trainyard.trainer.engine.graph.TensorShape;

/**
 * The ResNets for ImageNet: He, Zhang, Ren, Sun, "Deep Residual Learning for Image Recognition",
 * 2015, table 1; torchvision/models/resnet.py.
 *
 * <pre>
 * layer    output   18         34         50              101    152
 * conv1    112x112  7x7, 64, stride 2; then 3x3 max pool, stride 2
 * conv2_x  56x56    [64]x2     [64]x3     [64, 256]x3     x3     x3
 * conv3_x  28x28    [128]x2    [128]x4    [128, 512]x4    x4     x8
 * conv4_x  14x14    [256]x2    [256]x6    [256, 1024]x6   x23    x36
 * conv5_x  7x7      [512]x2    [512]x3    [512, 2048]x3   x3     x3
 *          1x1      average pool, 1000-d fc
 *
 * parameters        11,689,512 21,797,672 25,557,032      44,549,160  60,192,808
 * </pre>
 *
 * Deviation, as in torchvision: a bottleneck's stride is in its 3x3 convolution ("v1.5"). With
 * smallImages conv1 is 3x3 with stride 1 and there is no max pool, as is usual for 32x32 images.
 */
final class ResNet implements Architecture {
    private static final int[] WIDTHS = {64, 128, 256, 512};
    private static final int EXPANSION = 4;

    private final int depth;

    ResNet(int depth) {
        this.depth = depth;
    }

    record Config(boolean smallImages) {}

    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.ARCHITECTURE,
                "resnet%d".formatted(depth),
                "ResNet-%d (He 2015)".formatted(depth),
                Option.smallImages("conv1 of 3x3 with stride 1 and no max pool, for 32x32"));
    }

    @Override
    public int inputSize() {
        return 224;
    }

    @Override
    public int inputChannels() {
        return 3;
    }

    /** Blocks of conv2_x to conv5_x. */
    private int[] blocks() {
        return switch (depth) {
            case 18 -> new int[] {2, 2, 2, 2};
            case 34, 50 -> new int[] {3, 4, 6, 3};
            case 101 -> new int[] {3, 4, 23, 3};
            case 152 -> new int[] {3, 8, 36, 3};
            default -> throw new IllegalArgumentException("there is no ResNet-" + depth);
        };
    }

    @Override
    public Network build(ObjectNode parameters, TensorShape input, int classes) {
        boolean small = Parameters.bind(parameters, Config.class).smallImages;
        var network = new NetworkBuilder(name(), input);
        var x = network.input(); // (3, 224, 224)
        x = small ? convolution(x, "conv1", 64, 3, 1) : convolution(x, "conv1", 64, 7, 2);
        x = x.then("bn1", BatchNorm.standard()).then(Activation.RELU); // (64, 112, 112)
        if (!small) {
            x = x.then(MaxPool.of(3, 2, 1)); // (64, 56, 56)
        }
        for (int stage = 0; stage < WIDTHS.length; stage++) {
            network.stage();
            for (int block = 0; block < blocks()[stage]; block++) {
                String name = "layer%d.%d".formatted(stage + 1, block);
                int stride = stage > 0 && block == 0 ? 2 : 1;
                x =
                        depth < 50
                                ? basicBlock(x, name, WIDTHS[stage], stride)
                                : bottleneck(x, name, WIDTHS[stage], stride);
            } // (64, 56, 56), (128, 28, 28), (256, 14, 14), (512, 7, 7); bottlenecks: times 4
        }
        x = x.then(new GlobalAveragePool()); // (512)
        x.then("fc", Linear.of(classes)); // (classes)
        return network.build("fc");
    }

    /** Figure 5, left: two 3x3 convolutions beside the shortcut. */
    private static Value basicBlock(Value x, String name, int width, int stride) {
        Value y = convolution(x, name + ".conv1", width, 3, stride); // (width, H/stride, W/stride)
        y = y.then(name + ".bn1", BatchNorm.standard()).then(Activation.RELU);
        y = convolution(y, name + ".conv2", width, 3, 1).then(name + ".bn2", BatchNorm.standard());
        return y.plus(shortcut(x, name, width, stride)).then(Activation.RELU);
    }

    /** Figure 5, right: 1x1 to fewer channels, 3x3, 1x1 to four times as many. */
    private static Value bottleneck(Value x, String name, int width, int stride) {
        int channels = EXPANSION * width;
        Value y = convolution(x, name + ".conv1", width, 1, 1); // (width, H, W)
        y = y.then(name + ".bn1", BatchNorm.standard()).then(Activation.RELU);
        y = convolution(y, name + ".conv2", width, 3, stride); // (width, H/stride, W/stride)
        y = y.then(name + ".bn2", BatchNorm.standard()).then(Activation.RELU);
        y = convolution(y, name + ".conv3", channels, 1, 1); // (4 width, H/stride, W/stride)
        y = y.then(name + ".bn3", BatchNorm.standard());
        return y.plus(shortcut(x, name, channels, stride)).then(Activation.RELU);
    }

    /** Option B of section 3.3: a projection where the shape changes. */
    private static Value shortcut(Value x, String name, int channels, int stride) {
        if (stride == 1 && x.channels() == channels) {
            return x;
        }
        return convolution(x, name + ".downsample.0", channels, 1, stride)
                .then(name + ".downsample.1", BatchNorm.standard());
    }

    private static Value convolution(Value x, String name, int channels, int kernel, int stride) {
        return x.then(name, ConvolutionNorm.convolution(channels, kernel, stride));
    }
}
