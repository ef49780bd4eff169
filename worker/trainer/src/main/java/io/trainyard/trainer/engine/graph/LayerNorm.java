package io.trainyard.trainer.engine.graph;

import java.util.List;

/**
 * torch.nn.LayerNorm (Ba, Kiros, Hinton 2016) over the innermost dimension.
 *
 * @param epsilon added to the variance
 */
public record LayerNorm(double epsilon) implements Layer {
    @Override
    public String kind() {
        return "layer_norm";
    }

    @Override
    public TensorShape output(List<TensorShape> inputs) {
        return inputs.getFirst();
    }

    @Override
    public List<TensorSpec> tensors(List<TensorShape> inputs) {
        TensorShape features = TensorShape.of(inputs.getFirst().innermost());
        return List.of(
                TensorSpec.parameter("weight", features, Initialisation.ones()),
                TensorSpec.parameter("bias", features, Initialisation.zeros()));
    }

    @Override
    public String script(LayerScript scope, List<String> inputs) {
        return "torch.layer_norm(%1$s, [torch.size(%1$s, -1)], %2$s, %3$s, %4$s)"
                .formatted(
                        inputs.getFirst(), scope.tensor("weight"), scope.tensor("bias"), epsilon);
    }
}
