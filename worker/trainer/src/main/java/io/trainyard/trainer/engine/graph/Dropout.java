package io.trainyard.trainer.engine.graph;

import java.util.List;

/**
 * torch.nn.Dropout (Srivastava et al. 2014): in training each element is zero with that
 * probability, the others grow by 1 / (1 - probability).
 *
 * @param probability of a zero
 */
public record Dropout(double probability) implements Layer {
    @Override
    public String kind() {
        return "dropout";
    }

    @Override
    public TensorShape output(List<TensorShape> inputs) {
        return inputs.getFirst();
    }

    /** In evaluation the output is the input. */
    @Override
    public boolean sharesInput() {
        return true;
    }

    @Override
    public String script(LayerScript scope, List<String> inputs) {
        return scope.training().equals("True") && probability > 0
                ? "torch.dropout(%s, %s, True)".formatted(inputs.getFirst(), probability)
                : inputs.getFirst();
    }
}
