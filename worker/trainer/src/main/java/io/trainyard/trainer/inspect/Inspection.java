package io.trainyard.trainer.inspect;

import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.engine.graph.Node;
import io.trainyard.trainer.engine.graph.ReceptiveField;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A network in numbers, in float32.
 *
 * @param name the architecture
 * @param input shape of one input
 * @param parameters numbers in it
 * @param trainable those that are trained where nothing is frozen
 * @param macs multiplications with addition for the logits of one input
 * @param receptiveField edge in pixels, padding included, of what a position of the last layer
 *     before pooling depends on
 * @param weightBytes of parameters and buffers
 * @param activationBytes of the outputs of all layers for one input, which training keeps
 * @param layers in forward order
 */
public record Inspection(
        String name,
        List<Integer> input,
        long parameters,
        long trainable,
        long macs,
        long receptiveField,
        long weightBytes,
        long activationBytes,
        List<LayerView> layers) {
    /** The header of a table of layers. */
    private static final String LAYER = "%-40s %-22s %-18s %12s %16s %10s%n";

    public Inspection {
        input = List.copyOf(input);
        layers = List.copyOf(layers);
    }

    /**
     * One layer.
     *
     * @param name its module, or its kind and place where it owns nothing
     * @param shape of its output, without the batch
     * @param receptiveField edge in pixels; 0 where a position depends on the whole input
     * @param trainingOnly whether only the loss of auxiliary heads needs it
     */
    public record LayerView(
            String name,
            String kind,
            List<Integer> shape,
            long parameters,
            long macs,
            long receptiveField,
            boolean trainingOnly) {
        public LayerView {
            shape = List.copyOf(shape);
        }

        static LayerView of(Node node, boolean trainingOnly) {
            ReceptiveField field = node.receptiveField();
            return new LayerView(
                    node.name(),
                    node.layer().kind(),
                    node.shape().sizes(),
                    node.parameters(),
                    node.multiplyAdds(),
                    field.whole() ? 0 : field.edge(),
                    trainingOnly);
        }

        private String row() {
            return LAYER.formatted(
                    trainingOnly ? name + " (training)" : name,
                    kind,
                    shape,
                    "%,d".formatted(parameters),
                    "%,d".formatted(macs),
                    receptiveField == 0 ? "all" : receptiveField);
        }
    }

    /** The numbers of a network. */
    public static Inspection of(Network network) {
        List<Node> nodes = network.nodes();
        Set<Integer> evaluated = new HashSet<>(network.evaluated());
        List<LayerView> layers =
                IntStream.range(0, nodes.size())
                        .mapToObj(
                                index -> LayerView.of(nodes.get(index), !evaluated.contains(index)))
                        .toList();
        return new Inspection(
                network.name(),
                network.input().sizes(),
                network.parameterCount(),
                network.parameterCount(),
                network.multiplyAdds(),
                layers.stream()
                        .filter(layer -> !layer.trainingOnly)
                        .mapToLong(LayerView::receptiveField)
                        .max()
                        .orElse(0),
                Float.BYTES
                        * network.tensors().stream()
                                .mapToLong(tensor -> tensor.shape().elements())
                                .sum(),
                Float.BYTES * nodes.stream().mapToLong(node -> node.shape().elements()).sum(),
                layers);
    }

    /** A table for people. */
    public String table() {
        StringBuilder table = new StringBuilder();
        table.append("%s, input %s%n".formatted(name, input));
        table.append(LAYER.formatted("layer", "kind", "output", "parameters", "MACs", "receptive"));
        layers.forEach(layer -> table.append(layer.row()));
        table.append(
                LAYER.formatted(
                        "total",
                        "",
                        "",
                        "%,d".formatted(parameters),
                        "%,d".formatted(macs),
                        receptiveField));
        table.append(
                "trainable %,d; weights %s, activations %s a sample in float32%n"
                        .formatted(trainable, megabytes(weightBytes), megabytes(activationBytes)));
        return table.toString();
    }

    /** Several networks beside one another, for people. */
    public static String comparison(List<Inspection> networks) {
        String row = "%-22s %-16s %14s %10s %10s %12s %12s %7s%n";
        StringBuilder table = new StringBuilder();
        table.append(
                row.formatted(
                        "network",
                        "input",
                        "parameters",
                        "GMACs",
                        "receptive",
                        "weights",
                        "activations",
                        "layers"));
        for (Inspection network : networks) {
            table.append(
                    row.formatted(
                            network.name,
                            network.input,
                            "%,d".formatted(network.parameters),
                            "%.3f".formatted(network.macs / 1e9),
                            network.receptiveField,
                            megabytes(network.weightBytes),
                            megabytes(network.activationBytes),
                            network.weightedLayers()));
        }
        return table.toString();
    }

    /** Layers that multiply: what papers count. */
    private long weightedLayers() {
        return layers.stream().filter(layer -> layer.macs > 0 && !layer.trainingOnly).count();
    }

    private static String megabytes(long bytes) {
        return "%.1f MB".formatted(bytes / 1e6);
    }
}
