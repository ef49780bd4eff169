package io.trainyard.trainer.loss;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** How much each class counts in a loss: the parameter that losses share. */
final class ClassWeights {
    private static final String KEY = "classWeights";

    /** What torch spells for no weights. */
    private static final String NONE = "None";

    private ClassWeights() {}

    static Schema schema(Schema own) {
        // Beyond a million float32 keeps no sum of such weights.
        Schema weight = Schema.number().above(0).atMost(1_000_000);
        return own.with(
                KEY,
                "one a class in order, or by class name (others count 1), or balanced: images / (classes * images of the class)",
                Schema.anyOf(
                        Schema.choice("balanced"),
                        Schema.listOf(weight).size(1, 100_000),
                        Schema.mapOf(weight)));
    }

    /**
     * The TorchScript expression of the weights, {@code (classes)}, or {@code None}.
     *
     * @throws IllegalArgumentException with a sentence where they do not fit the classes
     */
    static String script(ObjectNode parameters, TrainingClasses classes) {
        JsonNode written = parameters.path(KEY);
        if (written.isMissingNode() || classes.names().isEmpty()) {
            return NONE;
        }
        List<Double> weights;
        if (written.isArray()) {
            weights = listed(written, classes);
        } else if (written.isObject()) {
            weights = named(written, classes);
        } else {
            weights = balanced(classes);
        }
        return "torch.to(torch.tensor([%s]), logits)"
                .formatted(weights.stream().map(String::valueOf).collect(Collectors.joining(", ")));
    }

    private static List<Double> listed(JsonNode written, TrainingClasses classes) {
        if (written.size() != classes.names().size()) {
            throw new IllegalArgumentException(
                    "training.loss.classWeights has %d weights, and the dataset %d classes: give one a class, in the order %s"
                            .formatted(written.size(), classes.names().size(), classes.names()));
        }
        List<Double> weights = new ArrayList<>();
        written.forEach(weight -> weights.add(weight.asDouble()));
        return weights;
    }

    private static List<Double> named(JsonNode written, TrainingClasses classes) {
        List<String> unknown = new ArrayList<>();
        written.fieldNames()
                .forEachRemaining(name -> {
                    if (!classes.names().contains(name)) {
                        unknown.add(name);
                    }
                });
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "training.loss.classWeights: the dataset has no classes %s; it has %s"
                            .formatted(unknown, classes.names()));
        }
        return classes.names().stream().map(name -> written.path(name).asDouble(1)).toList();
    }

    /** A class without images weighs nothing: no label names it. */
    private static List<Double> balanced(TrainingClasses classes) {
        double images = classes.counts().stream().mapToInt(Integer::intValue).sum();
        return classes.counts().stream()
                .map(count -> count == 0 ? 0 : images / (classes.counts().size() * (double) count))
                .toList();
    }
}
