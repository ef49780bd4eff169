package io.trainyard.trainer.engine.graph;

import java.util.List;

/**
 * One learned vector a position, added to the tokens: {@code (T, D) -> (T, D)}. It owns its
 * module's name itself, without a suffix.
 *
 * @param deviation of the normal distribution it starts from
 */
public record PositionalEmbedding(double deviation) implements Layer {
    @Override
    public String kind() {
        return "positional_embedding";
    }

    @Override
    public TensorShape output(List<TensorShape> inputs) {
        return inputs.getFirst();
    }

    @Override
    public List<TensorSpec> tensors(List<TensorShape> inputs) {
        TensorShape tokens = inputs.getFirst();
        return List.of(
                TensorSpec.parameter(
                        TensorSpec.MODULE,
                        TensorShape.of(1, tokens.size(0), tokens.size(1)),
                        new Initialisation.Normal(deviation)));
    }

    @Override
    public String script(LayerScript scope, List<String> inputs) {
        return "torch.add(%s, %s)".formatted(inputs.getFirst(), scope.tensor(TensorSpec.MODULE));
    }
}
