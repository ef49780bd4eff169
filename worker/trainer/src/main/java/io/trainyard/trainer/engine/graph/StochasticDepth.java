package io.trainyard.trainer.engine.graph;

import java.util.List;

/**
 * torchvision.ops.StochasticDepth in its "row" mode (Huang et al. 2016): in training a sample's
 * whole residual branch is zero with that probability, those of the others grow by 1 / (1 -
 * probability).
 *
 * @param probability of a zero
 */
public record StochasticDepth(double probability) implements Layer {
    @Override
    public String kind() {
        return "stochastic_depth";
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
        if (!scope.training().equals("True") || probability == 0) {
            return inputs.getFirst();
        }
        double survival = 1 - probability;
        return "torch.mul(%1$s, torch.mul(torch.bernoulli(torch.new_full(%1$s, [torch.size(%1$s, 0), 1, 1, 1], %2$s)), %3$s))"
                .formatted(inputs.getFirst(), survival, 1 / survival);
    }
}
