package io.trainyard.trainer.arch;

import io.trainyard.trainer.engine.graph.Activation;
import io.trainyard.trainer.engine.graph.AdaptiveAveragePool;
import io.trainyard.trainer.engine.graph.Convolution;
import io.trainyard.trainer.engine.graph.NetworkBuilder.Value;
import io.trainyard.trainer.engine.graph.Weights;

/**
 * Squeeze and excitation: Hu, Shen, Sun, "Squeeze-and-Excitation Networks", 2017; SqueezeExcitation
 * of torchvision/ops/misc.py.
 *
 * @param activation between the two layers
 * @param gate behind the second
 */
record SqueezeExcitation(Activation activation, Activation gate) {
    /** {@code (C, H, W) -> (C, H, W)}, each channel times its gate. */
    Value apply(Value x, String name, int squeezed) {
        Value y = x.then(new AdaptiveAveragePool(1)); // (C, 1, 1)
        y = y.then(name + ".fc1", layer(squeezed)).then(activation); // (squeezed, 1, 1)
        y = y.then(name + ".fc2", layer(x.channels())).then(gate); // (C, 1, 1)
        return x.times(y);
    }

    private static Convolution layer(int channels) {
        return Convolution.of(channels, 1).startingFrom(Weights.KAIMING_NORMAL_FAN_OUT);
    }
}
