package io.trainyard.trainer.engine.graph;

import java.util.List;

/** Everything but the batch in one dimension: {@code (C, H, W) -> (C * H * W)}. */
public record Flatten() implements Layer {
    @Override
    public String kind() {
        return "flatten";
    }

    @Override
    public TensorShape output(List<TensorShape> inputs) {
        return TensorShape.of(Math.toIntExact(inputs.getFirst().elements()));
    }

    @Override
    public boolean sharesInput() {
        return true;
    }

    @Override
    public ReceptiveField receptiveField(List<ReceptiveField> inputs) {
        return ReceptiveField.WHOLE;
    }

    @Override
    public String script(LayerScript scope, List<String> inputs) {
        return "torch.flatten(%s, 1)".formatted(inputs.getFirst());
    }
}
