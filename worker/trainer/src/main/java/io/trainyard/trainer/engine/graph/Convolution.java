package io.trainyard.trainer.engine.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * torch.nn.Conv2d.
 *
 * @param channels output channels
 * @param window the kernel's edges, its stride and the zeros around the image
 * @param groups parts of the channels that do not see each other; as many as channels: depthwise
 * @param bias whether each output channel has a bias
 * @param weights how kernel and bias start out
 */
public record Convolution(int channels, Window window, int groups, boolean bias, Weights weights)
        implements Layer {
    /** A square convolution with a bias, stride 1 and no padding. */
    public static Convolution of(int channels, int kernel) {
        return of(channels, Window.square(kernel, 1, 0));
    }

    /** A convolution with a bias. */
    public static Convolution of(int channels, Window window) {
        return new Convolution(channels, window, 1, true, Weights.TORCH_DEFAULT);
    }

    public Convolution stride(int stride) {
        return through(
                new Window(
                        window.height(),
                        window.width(),
                        stride,
                        window.paddingHeight(),
                        window.paddingWidth(),
                        false));
    }

    public Convolution padding(int padding) {
        return through(
                new Window(
                        window.height(), window.width(), window.stride(), padding, padding, false));
    }

    public Convolution groups(int groups) {
        return new Convolution(channels, window, groups, bias, weights);
    }

    public Convolution withoutBias() {
        return new Convolution(channels, window, groups, false, weights);
    }

    public Convolution startingFrom(Weights weights) {
        return new Convolution(channels, window, groups, bias, weights);
    }

    private Convolution through(Window window) {
        return new Convolution(channels, window, groups, bias, weights);
    }

    @Override
    public String kind() {
        return groups == 1 ? "convolution" : "grouped_convolution";
    }

    @Override
    public TensorShape output(List<TensorShape> inputs) {
        if (inputs.getFirst().rank() == 3 && inputs.getFirst().size(0) % groups != 0) {
            throw new InvalidNetworkException(
                    "cannot part %d channels into %d groups"
                            .formatted(inputs.getFirst().size(0), groups));
        }
        return window.output(inputs.getFirst(), channels);
    }

    @Override
    public List<TensorSpec> tensors(List<TensorShape> inputs) {
        TensorShape weight =
                TensorShape.of(
                        channels,
                        inputs.getFirst().size(0) / groups,
                        window.height(),
                        window.width());
        List<TensorSpec> tensors = new ArrayList<>();
        tensors.add(TensorSpec.parameter("weight", weight, weights.weight().of(weight)));
        if (bias) {
            tensors.add(
                    TensorSpec.parameter(
                            "bias", TensorShape.of(channels), weights.bias().of(weight)));
        }
        return tensors;
    }

    @Override
    public long multiplyAdds(List<TensorShape> inputs) {
        return output(inputs).elements()
                * (inputs.getFirst().size(0) / groups)
                * window.height()
                * window.width();
    }

    @Override
    public ReceptiveField receptiveField(List<ReceptiveField> inputs) {
        return inputs.getFirst().through(window);
    }

    @Override
    public String script(LayerScript scope, List<String> inputs) {
        return "torch.conv2d(%s, %s, %s, %s, %s, [1, 1], %d)"
                .formatted(
                        inputs.getFirst(),
                        scope.tensor("weight"),
                        bias ? scope.tensor("bias") : "None",
                        window.strideScript(),
                        window.paddingScript(),
                        groups);
    }
}
