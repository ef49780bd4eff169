package io.trainyard.trainer.engine.graph;

import java.util.List;

/**
 * torch.nn.MaxPool2d; the padding is never the maximum.
 *
 * @param window the window
 */
public record MaxPool(Window window) implements Layer {
    /** A square window, rounding the output down. */
    public static MaxPool of(int kernel, int stride, int padding) {
        return new MaxPool(Window.square(kernel, stride, padding));
    }

    /** A square window without padding, rounding the output up: ceil_mode=True. */
    public static MaxPool roundingUp(int kernel, int stride) {
        return new MaxPool(new Window(kernel, kernel, stride, 0, 0, true));
    }

    /** The same, with padding. */
    public static MaxPool roundingUp(int kernel, int stride, int padding) {
        return new MaxPool(new Window(kernel, kernel, stride, padding, padding, true));
    }

    @Override
    public String kind() {
        return "max_pool";
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
        return "torch.max_pool2d(%s, %s, %s, %s, [1, 1], %s)"
                .formatted(
                        inputs.getFirst(),
                        window.kernelScript(),
                        window.strideScript(),
                        window.paddingScript(),
                        window.ceil() ? "True" : "False");
    }
}
