package io.trainyard.trainer.engine.graph;

import java.util.List;

/**
 * Channels of zeros in front and behind: option A of a ResNet's shortcuts.
 *
 * @param before channels in front
 * @param behind channels behind
 */
public record PadChannels(int before, int behind) implements Layer {
    @Override
    public String kind() {
        return "pad_channels";
    }

    @Override
    public TensorShape output(List<TensorShape> inputs) {
        TensorShape image = inputs.getFirst();
        return TensorShape.of(before + image.size(0) + behind, image.size(1), image.size(2));
    }

    @Override
    public String script(LayerScript scope, List<String> inputs) {
        return "torch.constant_pad_nd(%s, [0, 0, 0, 0, %d, %d], 0)"
                .formatted(inputs.getFirst(), before, behind);
    }
}
