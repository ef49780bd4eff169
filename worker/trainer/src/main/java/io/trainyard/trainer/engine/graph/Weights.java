package io.trainyard.trainer.engine.graph;

/**
 * How the weight of a convolution or a linear layer starts out; which one is part of an
 * architecture.
 */
public enum Weights {
    /** What torch.nn does where an architecture says nothing. */
    TORCH_DEFAULT,
    /** torch.nn.init.kaiming_normal_ with its defaults. */
    KAIMING_NORMAL;

    Initialisation initialisation(long fanIn) {
        return switch (this) {
            case TORCH_DEFAULT -> Initialisation.torchDefault(fanIn);
            case KAIMING_NORMAL -> Initialisation.kaimingNormal(fanIn);
        };
    }
}
