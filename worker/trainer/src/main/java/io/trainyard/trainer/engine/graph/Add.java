package io.trainyard.trainer.engine.graph;

import java.util.List;

/**
 * The sum of two values of one shape, the end of a residual block; in place of the first where
 * nothing else reads it.
 */
public record Add() implements Layer {
    @Override
    public String kind() {
        return "add";
    }

    @Override
    public TensorShape output(List<TensorShape> inputs) {
        if (!inputs.getFirst().equals(inputs.getLast())) {
            throw new InvalidNetworkException(
                    "adds %s and %s, which differ".formatted(inputs.getFirst(), inputs.getLast()));
        }
        return inputs.getFirst();
    }

    @Override
    public String script(LayerScript scope, List<String> inputs) {
        return (scope.mayOverwriteInput() ? "torch.add_(%s, %s)" : "torch.add(%s, %s)")
                .formatted(inputs.getFirst(), inputs.getLast());
    }
}
