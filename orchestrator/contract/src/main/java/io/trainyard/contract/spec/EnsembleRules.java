package io.trainyard.contract.spec;

import com.fasterxml.jackson.databind.JsonNode;

/** What must hold between an ensemble and the rest of its spec. */
final class EnsembleRules {
    private EnsembleRules() {}

    /** Adds to the problems of a completed spec. */
    static void check(JsonNode spec, Problems problems) {
        JsonNode ensemble = spec.path("ensemble");
        if (ensemble.isMissingNode()) {
            if (!spec.has("model")) {
                problems.add("model", null, () -> "model is missing: the network");
            }
            return;
        }
        if (problems.concern("ensemble") || problems.concern("kind")) {
            return;
        }
        String kind = spec.path("kind").asText();
        if (!kind.equals("evaluate")) {
            problems.add(
                    "ensemble",
                    ensemble,
                    () ->
                            "ensemble is measured, not trained: kind is '%s'; train its members as runs of their own, then use kind 'evaluate'"
                                    .formatted(kind));
        }
        checkModel(spec, ensemble.path("members").path(0), problems);
        checkValidation(spec, ensemble.path("combine").asText(), problems);
    }

    /** A spec that was completed once names the first member as its model. */
    private static void checkModel(JsonNode spec, JsonNode first, Problems problems) {
        JsonNode model = spec.path("model");
        if (!problems.concern("model")
                && !(model.path("architecture").equals(first.path("architecture"))
                        && model.path("weights").equals(first.path("weights")))) {
            problems.add(
                    "model",
                    model,
                    () ->
                            "model stands beside ensemble, whose members are all that is measured: leave it out, or list it in ensemble.members");
        }
    }

    /** Weights of members are never learnt from the test images. */
    private static void checkValidation(JsonNode spec, String combine, Problems problems) {
        JsonNode dataset = spec.path("dataset");
        boolean learns = combine.equals("weighted") || combine.equals("fitted");
        if (problems.concern("dataset") || !learns) {
            return;
        }
        if (!dataset.has("validation") && dataset.path("validationFraction").asDouble() <= 0) {
            problems.add(
                    "ensemble.combine",
                    spec.path("ensemble").path("combine"),
                    () ->
                            "ensemble.combine '%s' learns from validation images, and the dataset has none: give dataset.validation, or the validationFraction and seed that the members were trained with; nothing is learnt from the test images"
                                    .formatted(combine));
        } else if (dataset.path("kind").asText().equals("class_folder")
                && !dataset.has("validation")
                && !dataset.has("train")) {
            problems.add(
                    "dataset.train",
                    null,
                    () ->
                            "dataset.train is missing: dataset.validationFraction holds out a part of it");
        }
    }
}
