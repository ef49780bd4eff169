package io.trainyard.trainer.engine.graph;

import java.util.List;

/**
 * Every n-th row and column, from the first: the stride of a shortcut without parameters.
 *
 * @param stride rows and columns from one kept to the next
 */
public record Subsample(int stride) implements Layer {
    @Override
    public String kind() {
        return "subsample";
    }

    @Override
    public TensorShape output(List<TensorShape> inputs) {
        return window().output(inputs.getFirst(), inputs.getFirst().size(0));
    }

    @Override
    public ReceptiveField receptiveField(List<ReceptiveField> inputs) {
        return inputs.getFirst().through(window());
    }

    private Window window() {
        return Window.square(1, stride, 0);
    }

    @Override
    public boolean sharesInput() {
        return true;
    }

    @Override
    public String script(LayerScript scope, List<String> inputs) {
        return "torch.slice(torch.slice(%s, 2, 0, None, %2$d), 3, 0, None, %2$d)"
                .formatted(inputs.getFirst(), stride);
    }
}
