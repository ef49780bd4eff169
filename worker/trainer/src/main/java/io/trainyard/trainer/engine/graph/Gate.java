package io.trainyard.trainer.engine.graph;

import java.util.List;

/**
 * An image times one number a channel: the end of squeeze and excitation. {@code (C, H, W), (C, 1,
 * 1) -> (C, H, W)}.
 */
public record Gate() implements Layer {
    @Override
    public String kind() {
        return "gate";
    }

    @Override
    public TensorShape output(List<TensorShape> inputs) {
        return inputs.getFirst();
    }

    /** That of the image: counted through its gate, every network would see everything at once. */
    @Override
    public ReceptiveField receptiveField(List<ReceptiveField> inputs) {
        return inputs.getFirst();
    }

    @Override
    public String script(LayerScript scope, List<String> inputs) {
        return "torch.mul(%s, %s)".formatted(inputs.getFirst(), inputs.getLast());
    }
}
