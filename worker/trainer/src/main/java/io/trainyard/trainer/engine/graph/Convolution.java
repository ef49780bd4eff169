package io.trainyard.trainer.engine.graph;

import java.util.ArrayList;
import java.util.List;

/**
 * torch.nn.Conv2d with a square kernel.
 *
 * @param channels output channels
 * @param kernel edge of the kernel
 * @param stride step of the kernel
 * @param padding zeros added on each side
 * @param bias whether each output channel has a bias
 * @param weights how the kernel starts out
 */
public record Convolution(
        int channels, int kernel, int stride, int padding, boolean bias, Weights weights)
        implements Layer {
    /** A convolution with a bias, stride 1 and no padding. */
    public static Convolution of(int channels, int kernel) {
        return new Convolution(channels, kernel, 1, 0, true, Weights.TORCH_DEFAULT);
    }

    public Convolution stride(int stride) {
        return new Convolution(channels, kernel, stride, padding, bias, weights);
    }

    public Convolution padding(int padding) {
        return new Convolution(channels, kernel, stride, padding, bias, weights);
    }

    public Convolution withoutBias() {
        return new Convolution(channels, kernel, stride, padding, false, weights);
    }

    public Convolution startingFrom(Weights weights) {
        return new Convolution(channels, kernel, stride, padding, bias, weights);
    }

    @Override
    public String kind() {
        return "convolution";
    }

    @Override
    public TensorShape output(List<TensorShape> inputs) {
        return new Window(kernel, stride, padding).output(inputs.getFirst(), channels);
    }

    @Override
    public List<TensorSpec> tensors(List<TensorShape> inputs) {
        TensorShape weight = TensorShape.of(channels, inputs.getFirst().size(0), kernel, kernel);
        List<TensorSpec> tensors = new ArrayList<>();
        tensors.add(TensorSpec.parameter("weight", weight, weights.initialisation(weight.fanIn())));
        if (bias) {
            tensors.add(
                    TensorSpec.parameter(
                            "bias",
                            TensorShape.of(channels),
                            Initialisation.torchDefault(weight.fanIn())));
        }
        return tensors;
    }

    @Override
    public long multiplyAdds(List<TensorShape> inputs) {
        return output(inputs).elements() * inputs.getFirst().size(0) * kernel * kernel;
    }

    @Override
    public String script(LayerScript scope, List<String> inputs) {
        return "torch.conv2d(%s, %s, %s, [%4$d, %4$d], [%5$d, %5$d], [1, 1], 1)"
                .formatted(
                        inputs.getFirst(),
                        scope.tensor("weight"),
                        bias ? scope.tensor("bias") : "None",
                        stride,
                        padding);
    }
}
