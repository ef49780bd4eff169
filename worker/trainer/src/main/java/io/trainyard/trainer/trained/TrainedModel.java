package io.trainyard.trainer.trained;

import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.Wire;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.spec.ExperimentSpec.Head;
import io.trainyard.contract.spec.Normalisation;
import io.trainyard.contract.spec.ParameterCheck;
import io.trainyard.contract.spec.SpecException;
import io.trainyard.trainer.arch.Architecture;
import io.trainyard.trainer.arch.Architectures;
import io.trainyard.trainer.engine.ElementType;
import io.trainyard.trainer.engine.TensorBytes;
import io.trainyard.trainer.engine.graph.Convolution;
import io.trainyard.trainer.engine.graph.InvalidNetworkException;
import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.engine.graph.TensorShape;
import io.trainyard.trainer.engine.graph.TensorSpec;
import io.trainyard.trainer.weights.InvalidWeightsException;
import io.trainyard.trainer.weights.Safetensors;
import io.trainyard.trainer.weights.WeightsFile;
import io.trainyard.trainer.weights.WeightsFit;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A network and the weights of a file that fit it.
 *
 * @param network with the file's classes and channels
 * @param weights every tensor of the network in state_dict order, float32 or a counter
 * @param classes names in the order of the logits; empty where the file has none
 * @param normalisation that training applied, where the file says so
 * @param metadata of the file
 */
public record TrainedModel(
        Network network,
        List<TensorBytes> weights,
        List<String> classes,
        Optional<Normalisation> normalisation,
        Map<String, String> metadata) {
    /** A file of another network differs in everything; the first ones say so. */
    private static final int MOST_PROBLEMS = 20;

    public TrainedModel {
        weights = List.copyOf(weights);
        classes = List.copyOf(classes);
        metadata = Map.copyOf(metadata);
    }

    /**
     * Reads a file; the weights are readable while the arena lives.
     *
     * @throws IllegalArgumentException with every problem where the file cannot be read or does not
     *     fit
     */
    public static TrainedModel read(ModelChoice choice, Arena arena) {
        Safetensors file = open(choice.weights(), arena);
        ModelDescription description = ModelDescription.of(file.metadata());
        String name =
                choice.architecture()
                        .or(description::architecture)
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "'%s' does not say which architecture it is of: say --architecture NAME"
                                                .formatted(choice.weights())));
        Architecture architecture = Architectures.REGISTRY.named(name);
        int size = choice.size().or(description::size).orElseGet(architecture::inputSize);
        ObjectNode given = Wire.json().createObjectNode();
        if (description.architecture().equals(Optional.of(name))) {
            description.parameters().ifPresent(given::setAll);
        }
        given.setAll(choice.parameters());
        Candidate best = best(architecture, given, size, file.tensors());
        if (!best.fit.problems().isEmpty()) {
            throw new IllegalArgumentException(
                    "'%s' does not fit %s with %d classes: %s"
                            .formatted(
                                    choice.weights(),
                                    name,
                                    best.network.classes(),
                                    described(best.fit.problems())));
        }
        return new TrainedModel(
                best.network,
                complete(best.network, best.fit.loaded()),
                description.classes().size() == best.network.classes()
                        ? description.classes()
                        : List.of(),
                description.normalisation(),
                file.metadata());
    }

    private static Safetensors open(Path file, Arena arena) {
        try {
            return WeightsFile.read(file, arena);
        } catch (IOException | InvalidWeightsException damaged) {
            throw new IllegalArgumentException(
                    "'%s' cannot be used: %s".formatted(file, damaged.getMessage()), damaged);
        }
    }

    /** A network that the file may be of. */
    private record Candidate(Network network, WeightsFit fit) {}

    /**
     * The options that fit best: what was given, with each combination of the flags that were not,
     * such as {@code auxiliaryHeads}, the defaults first.
     */
    private static Candidate best(
            Architecture architecture, ObjectNode given, int size, List<TensorBytes> tensors) {
        ComponentDescriptor descriptor = architecture.descriptor();
        ObjectNode complete = complete(descriptor, given);
        List<String> flags =
                complete.propertyStream()
                        .filter(each -> each.getValue().isBoolean() && !given.has(each.getKey()))
                        .map(Map.Entry::getKey)
                        .toList();
        List<Candidate> candidates = new ArrayList<>();
        for (int flipped = 0; flipped < 1 << flags.size(); flipped++) {
            ObjectNode parameters = complete.deepCopy();
            for (int place = 0; place < flags.size(); place++) {
                boolean usual = complete.path(flags.get(place)).asBoolean();
                parameters.set(
                        flags.get(place), BooleanNode.valueOf(usual ^ (flipped >> place & 1) == 1));
            }
            try {
                Network network = build(architecture, parameters, size, tensors);
                candidates.add(new Candidate(network, WeightsFit.of(network, tensors, Head.KEEP)));
            } catch (InvalidNetworkException mismatch) {
                if (candidates.isEmpty() && flipped == (1 << flags.size()) - 1) {
                    throw new IllegalArgumentException(mismatch.getMessage(), mismatch);
                }
            }
        }
        return candidates.stream()
                .min(java.util.Comparator.comparingInt(each -> each.fit.problems().size()))
                .orElseThrow();
    }

    private static ObjectNode complete(ComponentDescriptor descriptor, ObjectNode given) {
        try {
            return ParameterCheck.complete(descriptor, given);
        } catch (SpecException problems) {
            throw new IllegalArgumentException(problems.getMessage(), problems);
        }
    }

    /** With as many channels as the file's first convolution takes, and classes as its head has. */
    private static Network build(
            Architecture architecture, ObjectNode parameters, int size, List<TensorBytes> tensors) {
        Map<String, TensorShape> shapes =
                tensors.stream().collect(Collectors.toMap(TensorBytes::name, TensorBytes::shape));
        TensorShape usual = TensorShape.of(architecture.inputChannels(), size, size);
        Network template = architecture.build(parameters, usual, architecture.classes());
        int channels =
                template.nodes().stream()
                        .filter(node -> node.inputs().contains(Network.INPUT))
                        .filter(node -> node.layer() instanceof Convolution)
                        .map(node -> shapes.get(TensorSpec.key(node.name(), "weight")))
                        .filter(shape -> shape != null && shape.rank() == 4 && shape.size(1) > 0)
                        .map(shape -> shape.size(1))
                        .findFirst()
                        .orElse(usual.size(0));
        int classes =
                template.tensors().stream()
                        .map(TensorSpec::name)
                        .filter(tensor -> tensor.startsWith(template.head() + "."))
                        .map(shapes::get)
                        .filter(shape -> shape != null && shape.rank() > 0 && shape.size(0) > 0)
                        .map(shape -> shape.size(0))
                        .findFirst()
                        .orElse(template.classes());
        return architecture.build(parameters, TensorShape.of(channels, size, size), classes);
    }

    /** Every tensor in the type that is computed in; counters that old files lack are zero. */
    private static List<TensorBytes> complete(Network network, List<TensorBytes> loaded) {
        Map<String, TensorBytes> byName =
                loaded.stream().collect(Collectors.toMap(TensorBytes::name, Function.identity()));
        return network.tensors().stream()
                .map(spec -> {
                    ElementType type =
                            spec.role() == TensorSpec.Role.COUNTER
                                    ? ElementType.INT64
                                    : ElementType.FLOAT32;
                    TensorBytes given = byName.get(spec.name());
                    if (given != null && given.type() == type) {
                        return given;
                    }
                    TensorBytes converted = TensorBytes.zeros(spec.name(), type, spec.shape());
                    if (given != null) {
                        converted.copyFrom(given);
                    }
                    return converted;
                })
                .toList();
    }

    private static String described(List<String> problems) {
        String first =
                String.join("; ", problems.subList(0, Math.min(MOST_PROBLEMS, problems.size())));
        return problems.size() <= MOST_PROBLEMS
                ? first
                : "%s; and %d more".formatted(first, problems.size() - MOST_PROBLEMS);
    }
}
