package io.trainyard.trainer.engine.graph;

/** What a layer may ask while it spells itself in TorchScript. */
public interface LayerScript {
    /** The expression of one of the layer's own tensors, by its name inside the layer. */
    String tensor(String name);

    /** {@code True} where the layer runs in training mode: in a training step, and not frozen. */
    String training();

    /** The share of a batch in running statistics, given the layer's own. */
    default String momentum(double own) {
        return String.valueOf(own);
    }

    /** Whether nothing but this layer reads its input, so that it may be overwritten. */
    boolean mayOverwriteInput();
}
