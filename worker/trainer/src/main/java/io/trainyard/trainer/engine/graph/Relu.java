package io.trainyard.trainer.engine.graph;

import java.util.List;

/** max(0, x), in place where nothing else reads the input. */
public record Relu() implements Layer {
    @Override
    public String kind() {
        return "relu";
    }

    @Override
    public TensorShape output(List<TensorShape> inputs) {
        return inputs.getFirst();
    }

    @Override
    public String script(LayerScript scope, List<String> inputs) {
        return (scope.mayOverwriteInput() ? "torch.relu_(%s)" : "torch.relu(%s)")
                .formatted(inputs.getFirst());
    }
}
