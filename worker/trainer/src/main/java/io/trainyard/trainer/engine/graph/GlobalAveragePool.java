package io.trainyard.trainer.engine.graph;

import java.util.List;

/**
 * The mean of each channel, flat: torch.nn.AdaptiveAvgPool2d(1) and a flatten. {@code (C, H, W) ->
 * (C)}.
 */
public record GlobalAveragePool() implements Layer {
    @Override
    public String kind() {
        return "global_average_pool";
    }

    @Override
    public TensorShape output(List<TensorShape> inputs) {
        if (inputs.getFirst().rank() != 3) {
            throw new InvalidNetworkException("needs an image (C, H, W), not " + inputs.getFirst());
        }
        return TensorShape.of(inputs.getFirst().size(0));
    }

    @Override
    public ReceptiveField receptiveField(List<ReceptiveField> inputs) {
        return ReceptiveField.WHOLE;
    }

    @Override
    public String script(LayerScript scope, List<String> inputs) {
        return "torch.flatten(torch.adaptive_avg_pool2d(%s, [1, 1]), 1)"
                .formatted(inputs.getFirst());
    }
}
