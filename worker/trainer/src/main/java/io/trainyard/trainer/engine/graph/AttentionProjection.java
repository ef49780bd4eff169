package io.trainyard.trainer.engine.graph;

import java.util.List;

/**
 * Queries, keys and values of torch.nn.MultiheadAttention, one behind the other: {@code (T, D) ->
 * (T, 3 D)}, under its names in_proj_weight and in_proj_bias.
 */
public record AttentionProjection() implements Layer {
    @Override
    public String kind() {
        return "attention_projection";
    }

    @Override
    public TensorShape output(List<TensorShape> inputs) {
        return TensorShape.of(inputs.getFirst().size(0), 3 * inputs.getFirst().size(1));
    }

    @Override
    public List<TensorSpec> tensors(List<TensorShape> inputs) {
        int features = inputs.getFirst().size(1);
        TensorShape weight = TensorShape.of(3 * features, features);
        return List.of(
                TensorSpec.parameter(
                        "in_proj_weight", weight, Weights.XAVIER_UNIFORM.weight().of(weight)),
                TensorSpec.parameter(
                        "in_proj_bias", TensorShape.of(3 * features), Initialisation.zeros()));
    }

    @Override
    public long multiplyAdds(List<TensorShape> inputs) {
        return output(inputs).elements() * inputs.getFirst().size(1);
    }

    @Override
    public String script(LayerScript scope, List<String> inputs) {
        return "torch.linear(%s, %s, %s)"
                .formatted(
                        inputs.getFirst(),
                        scope.tensor("in_proj_weight"),
                        scope.tensor("in_proj_bias"));
    }
}
