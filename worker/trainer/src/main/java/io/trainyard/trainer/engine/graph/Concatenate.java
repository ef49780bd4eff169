package io.trainyard.trainer.engine.graph;

import java.util.List;
import java.util.stream.Stream;

/**
 * Several values one behind the other along their outermost dimension: the channels of images, the
 * tokens of a sequence.
 */
public record Concatenate() implements Layer {
    @Override
    public String kind() {
        return "concatenate";
    }

    @Override
    public TensorShape output(List<TensorShape> inputs) {
        List<Integer> rest = rest(inputs.getFirst());
        if (!inputs.stream().allMatch(input -> rest(input).equals(rest))) {
            throw new InvalidNetworkException("cannot join %s, which differ".formatted(inputs));
        }
        int joined = inputs.stream().mapToInt(input -> input.size(0)).sum();
        return new TensorShape(Stream.concat(Stream.of(joined), rest.stream()).toList());
    }

    private static List<Integer> rest(TensorShape shape) {
        return shape.sizes().subList(1, shape.rank());
    }

    @Override
    public String script(LayerScript scope, List<String> inputs) {
        return "torch.cat([%s], 1)".formatted(String.join(", ", inputs));
    }
}
