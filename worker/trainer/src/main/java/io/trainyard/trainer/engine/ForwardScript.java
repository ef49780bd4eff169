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

/**
 * The statements that compute a network's nodes, one a node; its input is {@code
 * variable(Network.INPUT)}.
 *
 * @param network whose nodes are computed
 * @param tensor the expression of a tensor, given its state_dict key
 * @param trains whether a node runs in training mode
 */
record ForwardScript(Network network, UnaryOperator<String> tensor, Predicate<Node> trains) {
    /** The statements of those nodes, by index and in forward order. */
    List<String> statements(List<Integer> computed) {
        Map<Integer, Long> readers =
                computed.stream()
                        .flatMap(index -> network.nodes().get(index).inputs().stream())
                        .collect(
                                Collectors.groupingBy(
                                        index -> index, HashMap::new, Collectors.counting()));
        List<String> lines = new ArrayList<>();
        for (int index : computed) {
            Node node = network.nodes().get(index);
            List<String> inputs = node.inputs().stream().map(ForwardScript::variable).toList();
            lines.add(
                    "%s = %s"
                            .formatted(
                                    variable(index),
                                    node.layer().script(scope(node, readers), inputs)));
        }
        return lines;
    }

    /** The variable that holds a node's output. */
    static String variable(int index) {
        return "v" + (index + 1);
    }

    private LayerScript scope(Node node, Map<Integer, Long> readers) {
        return new LayerScript() {
            @Override
            public String tensor(String name) {
                return tensor.apply(TensorSpec.key(node.name(), name));
            }

            @Override
            public String training() {
                return trains.test(node) ? "True" : "False";
            }

            @Override
            public boolean mayOverwriteInput() {
                int input = node.inputs().getFirst();
                return input != Network.INPUT
                        && readers.getOrDefault(input, 0L) == 1
                        && !network.nodes().get(input).layer().sharesInput();
            }
        };
    }
}
