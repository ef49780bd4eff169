package io.trainyard.trainer.engine.graph;

import java.util.List;

/**
 * torch.nn.AvgPool2d with a square window.
 *
 * @param window the window
 * @param countPadding whether padding counts as zeros in the mean: count_include_pad
 */
public record AveragePool(Window window, boolean countPadding) implements Layer {
    /** A square window; zeros of the padding count, as is torch's default. */
    public static AveragePool of(int kernel, int stride, int padding) {
        return new AveragePool(Window.square(kernel, stride, padding), true);
    }

    @Override
    public String kind() {
        return "average_pool";
    }

    @Override
    public TensorShape output(List<TensorShape> inputs) {
        return window.output(inputs.getFirst(), inputs.getFirst().size(0));
    }

    @Override
    public ReceptiveField receptiveField(List<ReceptiveField> inputs) {
        return inputs.getFirst().through(window);
    }

    @Override
    public String script(LayerScript scope, List<String> inputs) {
        return "torch.avg_pool2d(%s, %s, %s, %s, False, %s, None)"
                .formatted(
                        inputs.getFirst(),
                        window.kernelScript(),
                        window.strideScript(),
                        window.paddingScript(),
                        countPadding ? "True" : "False");
    }
}
