package io.trainyard.trainer.engine;

import io.trainyard.trainer.engine.graph.BatchNorm;
import io.trainyard.trainer.engine.graph.Convolution;
import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.engine.graph.Node;
import io.trainyard.trainer.engine.graph.TensorShape;
import io.trainyard.trainer.engine.graph.TensorSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A network for evaluation alone: each batch norm that follows a convolution is part of that
 * convolution's weight and bias, and what only training computes is gone.
 *
 * <p>In evaluation {@code gamma (W x + b - mean) / sqrt(var + epsilon) + beta} is linear in x. The
 * new weights are computed in float64 and rounded once, so logits move by float32's rounding.
 *
 * @param network the shorter network
 * @param weights its tensors
 */
record FoldedNetwork(Network network, List<TensorBytes> weights) {
    static FoldedNetwork of(Network network, List<TensorBytes> weights) {
        return new Folding(network, weights).fold();
    }

    private static final class Folding {
        private final Network network;
        private final Map<String, TensorBytes> given;
        private final List<Integer> evaluated;
        private final Map<Integer, Long> readers;
        private final List<Node> nodes = new ArrayList<>();
        private final List<TensorBytes> weights = new ArrayList<>();

        /** Where the output of an old node is found among the new ones. */
        private final Map<Integer, Integer> places =
                new HashMap<>(Map.of(Network.INPUT, Network.INPUT));

        Folding(Network network, List<TensorBytes> weights) {
            this.network = network;
            this.given =
                    weights.stream()
                            .collect(Collectors.toMap(TensorBytes::name, Function.identity()));
            this.evaluated = network.evaluated();
            this.readers =
                    evaluated.stream()
                            .flatMap(index -> network.nodes().get(index).inputs().stream())
                            .collect(Collectors.groupingBy(i -> i, Collectors.counting()));
        }

        FoldedNetwork fold() {
            for (int index : evaluated) {
                Node node = network.nodes().get(index);
                int input = node.inputs().getFirst();
                if (node.layer() instanceof BatchNorm norm
                        && input != Network.INPUT
                        && readers.getOrDefault(input, 0L) == 1
                        && network.nodes().get(input).layer() instanceof Convolution convolution) {
                    fold(convolution, norm, node, place(input));
                    places.put(index, place(input));
                } else {
                    places.put(index, nodes.size());
                    nodes.add(moved(node));
                    node.tensors().forEach(tensor -> weights.add(given(tensor.name())));
                }
            }
            return new FoldedNetwork(
                    new Network(
                            network.name(),
                            network.input(),
                            nodes,
                            network.head(),
                            List.of(),
                            List.of()),
                    weights);
        }

        private Node moved(Node node) {
            return new Node(
                    node.name(),
                    node.layer(),
                    node.inputs().stream().map(this::place).toList(),
                    node.shape(),
                    node.tensors(),
                    node.multiplyAdds(),
                    node.receptiveField());
        }

        private void fold(Convolution convolution, BatchNorm norm, Node normNode, int place) {
            Node before = nodes.get(place);
            TensorSpec weightSpec = before.tensors().getFirst();
            TensorShape channels = TensorShape.of(convolution.channels());
            String biasName = TensorSpec.key(before.name(), "bias");
            TensorBytes weight =
                    TensorBytes.zeros(weightSpec.name(), ElementType.FLOAT32, weightSpec.shape());
            TensorBytes bias = TensorBytes.zeros(biasName, ElementType.FLOAT32, channels);
            TensorBytes gamma = given(TensorSpec.key(normNode.name(), "weight"));
            TensorBytes beta = given(TensorSpec.key(normNode.name(), "bias"));
            TensorBytes mean = given(TensorSpec.key(normNode.name(), "running_mean"));
            TensorBytes variance = given(TensorSpec.key(normNode.name(), "running_var"));
            long fanIn = weightSpec.shape().fanIn();
            for (int channel = 0; channel < convolution.channels(); channel++) {
                double factor =
                        gamma.value(channel) / Math.sqrt(variance.value(channel) + norm.epsilon());
                for (long i = channel * fanIn; i < (channel + 1) * fanIn; i++) {
                    weight.set(i, given(weightSpec.name()).value(i) * factor);
                }
                double old = convolution.bias() ? given(biasName).value(channel) : 0;
                bias.set(channel, (old - mean.value(channel)) * factor + beta.value(channel));
            }
            before.tensors()
                    .forEach(tensor -> weights.removeIf(each -> each.name().equals(tensor.name())));
            weights.add(weight);
            weights.add(bias);
            nodes.set(
                    place,
                    new Node(
                            before.name(),
                            new Convolution(
                                    convolution.channels(),
                                    convolution.window(),
                                    convolution.groups(),
                                    true,
                                    convolution.weights()),
                            before.inputs(),
                            before.shape(),
                            List.of(
                                    weightSpec,
                                    TensorSpec.parameter(
                                            biasName,
                                            channels,
                                            io.trainyard.trainer.engine.graph.Initialisation
                                                    .zeros())),
                            before.multiplyAdds(),
                            before.receptiveField()));
        }

        private int place(int oldIndex) {
            Integer place = places.get(oldIndex);
            if (place == null) {
                throw new IllegalArgumentException("node %d comes too late".formatted(oldIndex));
            }
            return place;
        }

        private TensorBytes given(String name) {
            TensorBytes tensor = given.get(name);
            if (tensor == null) {
                throw new IllegalArgumentException("'%s' is missing".formatted(name));
            }
            return tensor;
        }
    }
}
