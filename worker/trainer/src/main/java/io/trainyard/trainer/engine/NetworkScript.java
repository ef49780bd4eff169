package io.trainyard.trainer.engine;

import io.trainyard.trainer.engine.graph.LayerScript;
import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.engine.graph.Node;
import io.trainyard.trainer.engine.graph.TensorSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Writes a network's layers as TorchScript: one line a node, each to a variable of its own.
 *
 * @param network what is computed
 * @param variable prefix of the variables
 * @param tensors from a tensor's name to its expression
 * @param weights the format of the network's tensors
 * @param mode how layers behave
 */
record NetworkScript(
        Network network,
        String variable,
        UnaryOperator<String> tensors,
        ElementType weights,
        Mode mode) {
    /**
     * How layers behave.
     *
     * @param all whether every node is computed, or those that the logits need
     * @param trains which nodes run in training mode
     * @param computation their number format
     * @param momentum expression that replaces that of running statistics; empty for each layer's
     *     own
     */
    record Mode(boolean all, Predicate<Node> trains, Computation computation, String momentum) {
        static final Mode EVALUATION = new Mode(false, _ -> false, Computation.FULL, "");
    }

    /** The statements. */
    List<String> lines() {
        return lines(Network.INPUT, network.nodes().size() - 1);
    }

    /**
     * The statements of the nodes behind one, up to another.
     *
     * @param after the node whose output is there already, or {@link Network#INPUT}
     * @param last the last node computed
     */
    List<String> lines(int after, int last) {
        List<Integer> computed =
                (mode.all
                                ? IntStream.range(0, network.nodes().size()).boxed()
                                : network.evaluated().stream())
                        .filter(index -> index > after && index <= last)
                        .toList();
        Map<Integer, Long> readers =
                computed.stream()
                        .flatMap(index -> network.nodes().get(index).inputs().stream())
                        .collect(
                                Collectors.groupingBy(
                                        index -> index, HashMap::new, Collectors.counting()));
        List<String> lines = new ArrayList<>();
        for (int index : computed) {
            Node node = network.nodes().get(index);
            List<String> inputs =
                    node.inputs().stream()
                            .map(this::name)
                            .map(input -> mode.computation.cast(node.layer(), input, weights))
                            .toList();
            lines.add(
                    "%s = %s"
                            .formatted(
                                    name(index),
                                    node.layer().script(scope(node, readers, after), inputs)));
        }
        return lines;
    }

    /** The logits of a node, in the format of the weights. */
    String logits(int node) {
        return mode.computation.full(name(node), weights);
    }

    /** The network's own logits. */
    String logits() {
        return logits(network.nodes().size() - 1);
    }

    /** The variable of a node, or of the input. */
    String name(int index) {
        return variable + (index + 1);
    }

    private LayerScript scope(Node node, Map<Integer, Long> readers, int given) {
        return new LayerScript() {
            @Override
            public String tensor(String name) {
                return mode.computation.cast(
                        node.layer(), tensors.apply(TensorSpec.key(node.name(), name)), weights);
            }

            @Override
            public String training() {
                return mode.trains.test(node) ? "True" : "False";
            }

            @Override
            public String momentum(double own) {
                return mode.momentum.isEmpty() ? String.valueOf(own) : mode.momentum;
            }

            @Override
            public boolean mayOverwriteInput() {
                int input = node.inputs().getFirst();
                return input != given
                        && input != Network.INPUT
                        && readers.getOrDefault(input, 0L) == 1
                        && !network.nodes().get(input).layer().sharesInput();
            }
        };
    }
}
