package io.trainyard.trainer.engine.graph;

import java.util.List;

/**
 * torch.nn.Linear over the innermost dimension, with a bias.
 *
 * @param features outputs
 * @param weights how weight and bias start out
 */
public record Linear(int features, Weights weights) implements Layer {
    /** A linear layer that starts out as torch's own. */
    public static Linear of(int features) {
        return new Linear(features, Weights.TORCH_DEFAULT);
    }

    public Linear startingFrom(Weights weights) {
        return new Linear(features, weights);
    }

    @Override
    public String kind() {
        return "linear";
    }

    @Override
    public TensorShape output(List<TensorShape> inputs) {
        return switch (inputs.getFirst().rank()) {
            case 1 -> TensorShape.of(features);
            case 2 -> TensorShape.of(inputs.getFirst().size(0), features);
            default ->
                    throw new InvalidNetworkException(
                            "needs features (D) or tokens (T, D), not " + inputs.getFirst());
        };
    }

    @Override
    public List<TensorSpec> tensors(List<TensorShape> inputs) {
        TensorShape weight = TensorShape.of(features, inputs.getFirst().innermost());
        return List.of(
                TensorSpec.parameter("weight", weight, weights.weight().of(weight)),
                TensorSpec.parameter("bias", TensorShape.of(features), weights.bias().of(weight)));
    }

    @Override
    public long multiplyAdds(List<TensorShape> inputs) {
        return inputs.getFirst().elements() * features;
    }

    @Override
    public String script(LayerScript scope, List<String> inputs) {
        return "torch.linear(%s, %s, %s)"
                .formatted(inputs.getFirst(), scope.tensor("weight"), scope.tensor("bias"));
    }
}
