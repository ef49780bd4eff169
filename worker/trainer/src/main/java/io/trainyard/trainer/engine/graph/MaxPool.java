package io.trainyard.trainer.engine.graph;

import java.util.List;

/**
 * torch.nn.MaxPool2d with a square window, rounding the output down.
 *
 * @param kernel edge of the window
 * @param stride step of the window
 * @param padding added on each side, never the maximum
 */
public record MaxPool(int kernel, int stride, int padding) implements Layer {
    @Override
    public String kind() {
        return "max_pool";
    }

    @Override
    public TensorShape output(List<TensorShape> inputs) {
        return new Window(kernel, stride, padding)
                .output(inputs.getFirst(), inputs.getFirst().size(0));
    }

    @Override
    public String script(LayerScript scope, List<String> inputs) {
        return "torch.max_pool2d(%s, [%2$d, %2$d], [%3$d, %3$d], [%4$d, %4$d], [1, 1], False)"
                .formatted(inputs.getFirst(), kernel, stride, padding);
    }
}
