package io.trainyard.trainer.arch;

import io.trainyard.trainer.engine.graph.Activation;
import io.trainyard.trainer.engine.graph.BatchNorm;
import io.trainyard.trainer.engine.graph.Convolution;
import io.trainyard.trainer.engine.graph.NetworkBuilder.Value;
import io.trainyard.trainer.engine.graph.Weights;
import io.trainyard.trainer.engine.graph.Window;

/**
 * A convolution without bias, batch norm and ReLU, under the names conv and bn: BasicConv2d of
 * torchvision/models/googlenet.py and inception.py, which the Inception family shares.
 *
 * @param deviation of the normal distribution the kernel starts from
 */
record BasicConvolution(double deviation) {
    /** BatchNorm2d(out_channels, eps=0.001). */
    private static final BatchNorm NORM = new BatchNorm(0.1, 1e-3);

    /** A square kernel without padding. */
    Value apply(Value x, String name, int channels, int kernel) {
        return apply(x, name, channels, Window.square(kernel, 1, 0));
    }

    /** A square kernel whose padding keeps the size. */
    Value same(Value x, String name, int channels, int kernel) {
        return apply(x, name, channels, Window.square(kernel, 1, kernel / 2));
    }

    /** A kernel of rows by columns whose padding keeps the size. */
    Value same(Value x, String name, int channels, int rows, int columns) {
        return apply(x, name, channels, new Window(rows, columns, 1, rows / 2, columns / 2, false));
    }

    /** A square kernel without padding and with stride 2. */
    Value halving(Value x, String name, int channels, int kernel) {
        return apply(x, name, channels, Window.square(kernel, 2, 0));
    }

    /** Any kernel. */
    Value apply(Value x, String name, int channels, Window window) {
        return x.then(
                        name + ".conv",
                        Convolution.of(channels, window)
                                .withoutBias()
                                .startingFrom(Weights.normal(deviation)))
                .then(name + ".bn", NORM)
                .then(Activation.RELU);
    }
}
