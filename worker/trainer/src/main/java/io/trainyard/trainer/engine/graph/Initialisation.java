package io.trainyard.trainer.engine.graph;

import java.util.random.RandomGenerator;

/** How a tensor starts out, as torch.nn.init names it. */
public sealed interface Initialisation {
    /** Every element the same: batch norm's ones, zero biases. */
    record Constant(double value) implements Initialisation {}

    /** Uniform within {@code [-bound, bound]}. */
    record Uniform(double bound) implements Initialisation {}

    /** Normal around zero. */
    record Normal(double deviation) implements Initialisation {}

    /** All zeros. */
    static Initialisation zeros() {
        return new Constant(0);
    }

    /** All ones. */
    static Initialisation ones() {
        return new Constant(1);
    }

    /**
     * torch's default for the weight and the bias of convolutions and linear layers:
     * kaiming_uniform_(a = sqrt(5)) comes to a bound of 1 / sqrt(fan in) (torch/nn/modules/conv.py,
     * linear.py).
     */
    static Initialisation torchDefault(long fanIn) {
        return new Uniform(1 / Math.sqrt((double) fanIn));
    }

    /**
     * kaiming_normal_ with its defaults (fan in, leaky_relu of slope 0): He et al. 2015, equation
     * 10.
     */
    static Initialisation kaimingNormal(long fanIn) {
        return new Normal(Math.sqrt(2.0 / fanIn));
    }

    /** The next element of a tensor that starts out this way. */
    default double draw(RandomGenerator random) {
        return switch (this) {
            case Constant(double value) -> value;
            case Uniform(double bound) -> (2 * random.nextDouble() - 1) * bound;
            case Normal(double deviation) -> random.nextGaussian() * deviation;
        };
    }
}
