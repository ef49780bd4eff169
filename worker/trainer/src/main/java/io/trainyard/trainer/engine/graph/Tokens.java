package io.trainyard.trainer.engine.graph;

import java.util.List;

/** Each position of an image as a token, row by row: {@code (D, H, W) -> (H * W, D)}. */
public record Tokens() implements Layer {
    @Override
    public String kind() {
        return "tokens";
    }

    @Override
    public TensorShape output(List<TensorShape> inputs) {
        TensorShape image = inputs.getFirst();
        return TensorShape.of(image.size(1) * image.size(2), image.size(0));
    }

    @Override
    public boolean sharesInput() {
        return true;
    }

    @Override
    public String script(LayerScript scope, List<String> inputs) {
        return "torch.transpose(torch.flatten(%s, 2), 1, 2)".formatted(inputs.getFirst());
    }
}
