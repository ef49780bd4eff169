package io.trainyard.trainer.engine.graph;

import java.util.List;

/**
 * torch.nn.AdaptiveAvgPool2d to a square, from any size: {@code (C, H, W) -> (C, edge, edge)}.
 *
 * @param edge of the output
 */
public record AdaptiveAveragePool(int edge) implements Layer {
    @Override
    public String kind() {
        return "adaptive_average_pool";
    }

    @Override
    public TensorShape output(List<TensorShape> inputs) {
        if (inputs.getFirst().rank() != 3) {
            throw new InvalidNetworkException("needs an image (C, H, W), not " + inputs.getFirst());
        }
        return TensorShape.of(inputs.getFirst().size(0), edge, edge);
    }

    @Override
    public ReceptiveField receptiveField(List<ReceptiveField> inputs) {
        return ReceptiveField.WHOLE;
    }

    @Override
    public String script(LayerScript scope, List<String> inputs) {
        return "torch.adaptive_avg_pool2d(%s, [%2$d, %2$d])".formatted(inputs.getFirst(), edge);
    }
}
