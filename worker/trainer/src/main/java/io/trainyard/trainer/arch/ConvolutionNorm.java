package io.trainyard.trainer.arch;

import io.trainyard.trainer.engine.graph.Activation;
import io.trainyard.trainer.engine.graph.BatchNorm;
import io.trainyard.trainer.engine.graph.Convolution;
import io.trainyard.trainer.engine.graph.NetworkBuilder.Value;
import io.trainyard.trainer.engine.graph.Weights;

/**
 * A convolution without bias, batch norm and an activation: Conv2dNormActivation of
 * torchvision/ops/misc.py, whose modules are 0 and 1. The padding keeps the size.
 *
 * @param norm the batch norm
 * @param activation behind it
 */
record ConvolutionNorm(BatchNorm norm, Activation activation) {
    /** {@code (C, H, W) -> (channels, H/stride, W/stride)}. */
    Value apply(Value x, String name, int channels, int kernel, int stride) {
        return apply(x, name, convolution(channels, kernel, stride));
    }

    /** One filter a channel: {@code (C, H, W) -> (C, H/stride, W/stride)}. */
    Value depthwise(Value x, String name, int kernel, int stride) {
        return apply(x, name, convolution(x.channels(), kernel, stride).groups(x.channels()));
    }

    private Value apply(Value x, String name, Convolution convolution) {
        return x.then(name + ".0", convolution).then(name + ".1", norm).then(activation);
    }

    /** A convolution of these networks: without bias, kaiming_normal_ by fan out. */
    static Convolution convolution(int channels, int kernel, int stride) {
        return Convolution.of(channels, kernel)
                .stride(stride)
                .padding(kernel / 2)
                .withoutBias()
                .startingFrom(Weights.KAIMING_NORMAL_FAN_OUT);
    }
}
