package io.trainyard.contract.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What must hold between keys of a spec, each of which is right by itself. */
final class CrossRules {
    private CrossRules() {}

    static List<Problem> check(JsonNode spec) {
        List<Problem> problems = new ArrayList<>();
        String kind = spec.path("kind").asText();
        boolean trains = !kind.equals("evaluate");
        if (trains && !spec.has("optimizer")) {
            problems.add(
                    missing(
                            "optimizer",
                            "kind '%s' needs an optimizer, such as {kind: sgd, learningRate: 0.1}",
                            kind));
        }
        if (!kind.equals("train") && !spec.path("model").has("weights")) {
            problems.add(
                    missing(
                            "model.weights",
                            "kind '%s' needs the path of a safetensors file",
                            kind));
        }
        JsonNode normalisation = spec.path("input").path("normalisation");
        if (normalisation.isObject()
                && normalisation.path("mean").size() != normalisation.path("std").size()) {
            problems.add(
                    new Problem(
                            "input.normalisation",
                            normalisation,
                            "input.normalisation has %d means and %d deviations; give one of each a channel"
                                    .formatted(
                                            normalisation.path("mean").size(),
                                            normalisation.path("std").size())));
        }
        JsonNode stopping = spec.path("training").path("earlyStopping");
        if (trains && stopping.isObject() && !hasValidation(spec.path("dataset"))) {
            problems.add(
                    new Problem(
                            "training.earlyStopping",
                            stopping,
                            "training.earlyStopping watches %s, and the dataset has no validation images: set dataset.validationFraction, such as 0.1, or give a validation set of its own; nothing is selected by the test images"
                                    .formatted(stopping.path("metric").asText())));
        }
        if (spec.path("dataset").path("kind").asText().equals("class_folder")) {
            checkSplits(spec.path("dataset"), trains, kind, problems);
        }
        return problems;
    }

    private static void checkSplits(
            JsonNode dataset, boolean trains, String kind, List<Problem> problems) {
        if (trains && !dataset.has("train")) {
            problems.add(
                    missing(
                            "dataset.train",
                            "kind '%s' needs training images: a folder of class folders or a zip",
                            kind));
        }
        if (!trains && !dataset.has("test") && !dataset.has("validation")) {
            problems.add(
                    missing(
                            "dataset.test",
                            "kind '%s' needs images to measure on: a folder of class folders or a zip",
                            kind));
        }
        if (trains && !hasValidation(dataset) && !dataset.has("test")) {
            problems.add(
                    missing(
                            "dataset.validation",
                            "kind '%s' needs images to measure on: give validation, validationFraction or test",
                            kind));
        }
    }

    private static boolean hasValidation(JsonNode dataset) {
        return dataset.has("validation") || dataset.path("validationFraction").asDouble() > 0;
    }

    private static Problem missing(String path, String reason, @Nullable String kind) {
        return new Problem(path, null, path + " is missing: " + reason.formatted(kind));
    }
}
