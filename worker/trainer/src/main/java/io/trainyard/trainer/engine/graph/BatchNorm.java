package io.trainyard.trainer.engine.graph;

import io.trainyard.trainer.engine.graph.TensorSpec.Role;
import java.util.List;

/**
 * torch.nn.BatchNorm2d (Ioffe and Szegedy 2015): per-channel normalisation by the batch's
 * statistics in training, by the running ones in evaluation and where its weight is frozen.
 *
 * @param momentum the share of the batch in the running statistics
 * @param epsilon added to the variance
 */
public record BatchNorm(double momentum, double epsilon) implements Layer {
    /** torch's defaults. */
    public static BatchNorm standard() {
        return new BatchNorm(0.1, 1e-5);
    }

    @Override
    public String kind() {
        return "batch_norm";
    }

    @Override
    public TensorShape output(List<TensorShape> inputs) {
        return inputs.getFirst();
    }

    @Override
    public List<TensorSpec> tensors(List<TensorShape> inputs) {
        TensorShape channels = TensorShape.of(inputs.getFirst().size(0));
        return List.of(
                TensorSpec.parameter("weight", channels, Initialisation.ones()),
                TensorSpec.parameter("bias", channels, Initialisation.zeros()),
                new TensorSpec("running_mean", channels, Role.BUFFER, Initialisation.zeros()),
                new TensorSpec("running_var", channels, Role.BUFFER, Initialisation.ones()),
                new TensorSpec(
                        "num_batches_tracked",
                        TensorShape.scalar(),
                        Role.COUNTER,
                        Initialisation.zeros()));
    }

    @Override
    public String script(LayerScript scope, List<String> inputs) {
        return "torch.batch_norm(%s, %s, %s, %s, %s, %s, %s, %s, True)"
                .formatted(
                        inputs.getFirst(),
                        scope.tensor("weight"),
                        scope.tensor("bias"),
                        scope.tensor("running_mean"),
                        scope.tensor("running_var"),
                        scope.training(),
                        scope.momentum(momentum),
                        epsilon);
    }
}
