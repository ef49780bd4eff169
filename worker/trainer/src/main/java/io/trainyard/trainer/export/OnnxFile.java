package io.trainyard.trainer.export;

import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.OperatorSetIdProto;
import ai.onnx.proto.OnnxMl.StringStringEntryProto;
import io.trainyard.trainer.engine.TensorBytes;
import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.engine.graph.Node;
import io.trainyard.trainer.engine.graph.TensorShape;
import io.trainyard.trainer.engine.graph.TensorSpec;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Writes a network in evaluation mode as ONNX: {@code input} (batch, C, H, W) to {@code logits}
 * (batch, classes), float32, with a batch of any size.
 */
final class OnnxFile {
    /** The oldest set of operators with LayerNormalization: June 2022. */
    private static final int OPERATORS = 17;

    /** The format that came with that set. */
    private static final int FORMAT = 8;

    static final String INPUT = "input";
    static final String LOGITS = "logits";

    private OnnxFile() {}

    /** Writes a file; protocol buffers hold at most 2 GiB. */
    static void write(
            Path file, Network network, List<TensorBytes> weights, Map<String, String> metadata)
            throws IOException {
        ModelProto.Builder model =
                ModelProto.newBuilder()
                        .setIrVersion(FORMAT)
                        .setProducerName("Trainyard")
                        .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPERATORS))
                        .setGraph(graph(network, weights).build(network.name()));
        new TreeMap<>(metadata)
                .forEach((key, value) ->
                        model.addMetadataProps(
                                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
        try (OutputStream stream = new BufferedOutputStream(Files.newOutputStream(file))) {
            model.build().writeTo(stream);
        }
    }

    private static OnnxGraph graph(Network network, List<TensorBytes> weights) {
        OnnxGraph graph = new OnnxGraph();
        graph.input(INPUT, network.input().sizes());
        Set<String> used =
                network.evaluated().stream()
                        .flatMap(index -> network.nodes().get(index).tensors().stream())
                        .filter(tensor -> tensor.role() != TensorSpec.Role.COUNTER)
                        .map(TensorSpec::name)
                        .collect(Collectors.toSet());
        weights.stream().filter(tensor -> used.contains(tensor.name())).forEach(graph::weight);
        OnnxLayers layers = new OnnxLayers(graph);
        Map<Integer, String> names = new HashMap<>(Map.of(Network.INPUT, INPUT));
        String last = INPUT;
        for (int index : network.evaluated()) {
            Node node = network.nodes().get(index);
            List<String> inputs =
                    node.inputs().stream().map(place -> names.getOrDefault(place, INPUT)).toList();
            List<TensorShape> shapes =
                    node.inputs().stream().map(place -> shape(network, place)).toList();
            last = layers.add(node, inputs, shapes);
            names.put(index, last);
        }
        var _ = graph.operation("Identity", last).output(LOGITS);
        graph.output(LOGITS, List.of(network.classes()));
        return graph;
    }

    private static TensorShape shape(Network network, int index) {
        return index == Network.INPUT ? network.input() : network.nodes().get(index).shape();
    }
}
