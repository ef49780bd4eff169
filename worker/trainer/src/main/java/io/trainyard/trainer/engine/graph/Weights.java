package io.trainyard.trainer.engine.graph;

/**
 * How the weight and the bias of a convolution or a linear layer start out; which is part of an
 * architecture.
 *
 * @param weight what the weight starts as
 * @param bias what the bias starts as
 */
public record Weights(Rule weight, Rule bias) {
    /** What torch.nn does where an architecture says nothing. */
    public static final Weights TORCH_DEFAULT =
            new Weights(
                    weight -> Initialisation.torchDefault(weight.fanIn()),
                    weight -> Initialisation.torchDefault(weight.fanIn()));

    /** torch.nn.init.kaiming_normal_ with its defaults (fan in); the bias is torch's default. */
    public static final Weights KAIMING_NORMAL =
            new Weights(weight -> Initialisation.kaimingNormal(weight.fanIn()), TORCH_DEFAULT.bias);

    /** kaiming_normal_(mode="fan_out", nonlinearity="relu") and zeros. */
    public static final Weights KAIMING_NORMAL_FAN_OUT =
            new Weights(
                    weight -> Initialisation.kaimingNormal(weight.fanOut()),
                    _ -> Initialisation.zeros());

    /** xavier_uniform_; the bias is torch's default. */
    public static final Weights XAVIER_UNIFORM =
            new Weights(
                    weight ->
                            new Initialisation.Uniform(
                                    Math.sqrt(6.0 / (weight.fanIn() + weight.fanOut()))),
                    TORCH_DEFAULT.bias);

    /** A tensor's first values, given the shape of the layer's weight. */
    @FunctionalInterface
    public interface Rule {
        Initialisation of(TensorShape weight);
    }

    /** normal_(0, deviation); the bias is torch's default. */
    public static Weights normal(double deviation) {
        return TORCH_DEFAULT.startingAs(new Initialisation.Normal(deviation));
    }

    /** The same bias beside another weight. */
    public Weights startingAs(Initialisation initialisation) {
        return new Weights(_ -> initialisation, bias);
    }

    /** The same weight beside another bias. */
    public Weights biasedBy(Initialisation initialisation) {
        return new Weights(weight, _ -> initialisation);
    }
}
