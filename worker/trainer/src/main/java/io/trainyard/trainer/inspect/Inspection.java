package io.trainyard.trainer.inspect;

import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.engine.graph.Node;
import java.util.List;

/**
 * A network in numbers.
 *
 * @param name the architecture
 * @param input shape of one input
 * @param parameters numbers in it
 * @param trainable those that are trained where nothing is frozen
 * @param macs multiplications with addition for one input
 * @param layers in forward order
 */
public record Inspection(
        String name,
        List<Integer> input,
        long parameters,
        long trainable,
        long macs,
        List<LayerView> layers) {
    public Inspection {
        input = List.copyOf(input);
        layers = List.copyOf(layers);
    }

    /**
     * One layer.
     *
     * @param name its module, or its kind and place where it owns nothing
     * @param shape of its output, without the batch
     */
    public record LayerView(
            String name, String kind, List<Integer> shape, long parameters, long macs) {
        public LayerView {
            shape = List.copyOf(shape);
        }

        static LayerView of(Node node) {
            return new LayerView(
                    node.name(),
                    node.layer().kind(),
                    node.shape().sizes(),
                    node.parameters(),
                    node.multiplyAdds());
        }
    }

    /** The numbers of a network. */
    public static Inspection of(Network network) {
        return new Inspection(
                network.name(),
                network.input().sizes(),
                network.parameterCount(),
                network.parameterCount(),
                network.multiplyAdds(),
                network.nodes().stream().map(LayerView::of).toList());
    }

    /** A table for people. */
    public String table() {
        StringBuilder table = new StringBuilder();
        table.append("%s, input %s%n".formatted(name, input));
        table.append(
                "%-24s %-20s %-16s %12s %14s%n"
                        .formatted("layer", "kind", "output", "parameters", "MACs"));
        for (LayerView layer : layers) {
            table.append(
                    "%-24s %-20s %-16s %,12d %,14d%n"
                            .formatted(
                                    layer.name,
                                    layer.kind,
                                    layer.shape,
                                    layer.parameters,
                                    layer.macs));
        }
        table.append(
                "%-24s %-20s %-16s %,12d %,14d%n".formatted("total", "", "", parameters, macs));
        return table.toString();
    }
}
