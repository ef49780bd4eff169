package io.trainyard.trainer.weights;

import io.trainyard.contract.spec.ExperimentSpec.Head;
import io.trainyard.trainer.engine.TensorBytes;
import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.engine.graph.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What of a file fits a network.
 *
 * @param loaded tensors to take over
 * @param newHead whether the head keeps its fresh values
 * @param problems every tensor that is missing, unexpected or of another shape; empty where the
 *     file fits
 */
public record WeightsFit(List<TensorBytes> loaded, boolean newHead, List<String> problems) {
    public WeightsFit {
        loaded = List.copyOf(loaded);
        problems = List.copyOf(problems);
    }

    /** Compares a file's tensors with a network's. */
    public static WeightsFit of(Network network, List<TensorBytes> file, Head head) {
        Map<String, TensorBytes> given =
                file.stream().collect(Collectors.toMap(TensorBytes::name, Function.identity()));
        Map<String, TensorSpec> needed =
                network.tensors().stream()
                        .collect(Collectors.toMap(TensorSpec::name, Function.identity()));
        boolean newHead =
                switch (head) {
                    case KEEP -> false;
                    case NEW -> true;
                    case AUTO ->
                            network.tensors().stream()
                                    .anyMatch(tensor -> differsInHead(network, tensor, given));
                };
        List<TensorBytes> loaded = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (TensorSpec tensor : network.tensors()) {
            TensorBytes candidate = given.get(tensor.name());
            if (newHead && network.isHead(tensor.name())) {
                continue;
            }
            if (candidate == null) {
                // torch.nn.Module.load_state_dict, too, does without counters that old files lack.
                if (tensor.role() != TensorSpec.Role.COUNTER) {
                    problems.add("'%s' %s is missing".formatted(tensor.name(), tensor.shape()));
                }
            } else if (!candidate.shape().equals(tensor.shape())) {
                problems.add(
                        "'%s' is %s, the network's is %s"
                                .formatted(tensor.name(), candidate.shape(), tensor.shape()));
            } else if (!candidate.isFinite()) {
                problems.add("'%s' has a value that is NaN or infinite".formatted(tensor.name()));
            } else {
                loaded.add(candidate);
            }
        }
        file.stream()
                .filter(tensor -> !needed.containsKey(tensor.name()))
                .forEach(tensor ->
                        problems.add(
                                "'%s' %s is unexpected".formatted(tensor.name(), tensor.shape())));
        return new WeightsFit(loaded, newHead, problems);
    }

    private static boolean differsInHead(
            Network network, TensorSpec tensor, Map<String, TensorBytes> given) {
        TensorBytes candidate = given.get(tensor.name());
        return network.isHead(tensor.name())
                && candidate != null
                && !candidate.shape().equals(tensor.shape());
    }
}
