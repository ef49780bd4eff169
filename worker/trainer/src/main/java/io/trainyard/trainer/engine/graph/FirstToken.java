package io.trainyard.trainer.engine.graph;

import java.util.List;

/** The first token alone: {@code (T, D) -> (D)}. */
public record FirstToken() implements Layer {
    @Override
    public String kind() {
        return "first_token";
    }

    @Override
    public TensorShape output(List<TensorShape> inputs) {
        return TensorShape.of(inputs.getFirst().size(1));
    }

    @Override
    public boolean sharesInput() {
        return true;
    }

    @Override
    public String script(LayerScript scope, List<String> inputs) {
        return "torch.select(%s, 1, 0)".formatted(inputs.getFirst());
    }
}
