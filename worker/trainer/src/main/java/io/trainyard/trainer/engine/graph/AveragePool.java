package io.trainyard.trainer.engine.graph;

import java.util.List;

/**
 * torch.nn.AvgPool2d with a square window and no padding.
 *
 * @param kernel edge of the window, and its step
 */
public record AveragePool(int kernel) implements Layer {
    @Override
    public String kind() {
        return "average_pool";
    }

    @Override
    public TensorShape output(List<TensorShape> inputs) {
        return new Window(kernel, kernel, 0).output(inputs.getFirst(), inputs.getFirst().size(0));
    }

    @Override
    public String script(LayerScript scope, List<String> inputs) {
        return "torch.avg_pool2d(%s, [%2$d, %2$d], [%2$d, %2$d], [0, 0], False, True, None)"
                .formatted(inputs.getFirst(), kernel);
    }
}
