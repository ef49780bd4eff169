package io.trainyard.contract.spec;

import com.fasterxml.jackson.databind.JsonNode;
import io.trainyard.contract.catalogue.Catalogue;
import io.trainyard.contract.catalogue.ComponentType;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.stream.Stream;

/**
 * What must hold between keys of a spec. A rule is checked where each key it reads is right by
 * itself, whatever is wrong elsewhere.
 */
final class CrossRules {
    private final JsonNode spec;
    private final Catalogue catalogue;
    private final Problems problems;
    private final String kind;

    private CrossRules(JsonNode spec, Catalogue catalogue, Problems problems) {
        this.spec = spec;
        this.catalogue = catalogue;
        this.problems = problems;
        this.kind = spec.path("kind").asText();
    }

    /** Adds to the problems of a completed spec. */
    static void check(JsonNode spec, Catalogue catalogue, Problems problems) {
        var rules = new CrossRules(spec, catalogue, problems);
        rules.checkOptimizer();
        EnsembleRules.check(spec, problems);
        rules.checkWeights();
        rules.checkHead();
        rules.checkNormalisation();
        rules.checkResize();
        rules.checkWatched("training.earlyStopping", spec.path("training").path("earlyStopping"));
        rules.checkWatched("schedule", spec.path("schedule"));
        rules.checkGroups();
        rules.checkSplits();
        rules.checkTime();
        TechniqueRules.check(spec.path("training"), problems);
        AugmentationRules.check(spec.path("augmentation"), catalogue, problems);
        PhaseSpec.check(spec.path("training"), problems);
    }

    private boolean areRight(String... paths) {
        return Stream.of(paths).noneMatch(problems::concern);
    }

    private boolean trains() {
        return !kind.equals("evaluate");
    }

    private void checkOptimizer() {
        if (areRight("kind") && trains() && !spec.has("optimizer")) {
            missing("optimizer", "needs an optimizer, such as {kind: sgd, learningRate: 0.1}");
        }
    }

    private void checkWeights() {
        if (areRight("kind", "model.weights")
                && spec.has("model")
                && !kind.equals("train")
                && !spec.path("model").has("weights")) {
            missing(
                    "model.weights",
                    "needs weights: a path, an https address with its checksum, or a catalogue name");
        }
    }

    private void checkHead() {
        JsonNode head = spec.path("model").path("head");
        if (areRight("kind", "model.head") && !trains() && head.asText().equals("new")) {
            problems.add(
                    "model.head",
                    head,
                    () ->
                            "model.head 'new' with kind '%s' would measure a classifier that learnt nothing; leave model.head out"
                                    .formatted(kind));
        }
    }

    private void checkNormalisation() {
        JsonNode normalisation = spec.path("input").path("normalisation");
        int means = normalisation.path("mean").size();
        int deviations = normalisation.path("std").size();
        if (areRight("input.normalisation") && means != deviations) {
            problems.add(
                    "input.normalisation",
                    normalisation,
                    () ->
                            "input.normalisation has %d means and %d deviations; give one of each a channel"
                                    .formatted(means, deviations));
        }
    }

    private void checkResize() {
        JsonNode input = spec.path("input");
        if (areRight("input.resize", "input.size")
                && input.has("resize")
                && input.has("size")
                && input.path("resize").asInt() < input.path("size").asInt()) {
            problems.add(
                    "input.resize",
                    input.path("resize"),
                    () ->
                            "input.resize %d is less than input.size %d, which is cut out of it; give at least that"
                                    .formatted(
                                            input.path("resize").asInt(),
                                            input.path("size").asInt()));
        }
    }

    /** What names a metric of the validation images needs such images. */
    private void checkWatched(String path, JsonNode watcher) {
        if (areRight("kind", path, "dataset.validation", "dataset.validationFraction")
                && trains()
                && watcher.has("metric")
                && !hasValidation(spec.path("dataset"))) {
            problems.add(
                    path,
                    watcher,
                    () ->
                            "%s watches %s, and the dataset has no validation images: set dataset.validationFraction, such as 0.1, or give a validation set of its own; nothing is selected by the test images"
                                    .formatted(path, watcher.path("metric").asText()));
        }
    }

    private static boolean hasValidation(JsonNode dataset) {
        return dataset.has("validation") || dataset.path("validationFraction").asDouble() > 0;
    }

    private void checkGroups() {
        JsonNode optimizer = spec.path("optimizer");
        double depthDecay = optimizer.path("depthDecay").asDouble(1);
        if (areRight("optimizer.groups", "optimizer.depthDecay")
                && !optimizer.path("groups").isEmpty()
                && depthDecay != 1) {
            problems.add(
                    "optimizer.depthDecay",
                    optimizer.path("depthDecay"),
                    () ->
                            "optimizer.depthDecay %s makes groups of its own beside optimizer.groups; give one of the two"
                                    .formatted(depthDecay));
        }
    }

    /** A kind of dataset that takes its splits one by one may lack one that is needed. */
    private void checkSplits() {
        JsonNode dataset = spec.path("dataset");
        if (!areRight("kind", "dataset.kind") || !takesSplits(dataset.path("kind").asText())) {
            return;
        }
        if (trains() && !dataset.has("train")) {
            missing("dataset.train", "needs training images: a folder or an archive");
        }
        boolean heldOut =
                dataset.path("validationFraction").asDouble() > 0
                        || dataset.path("testFraction").asDouble() > 0;
        if (areRight("dataset.validationFraction", "dataset.testFraction")
                && !dataset.has("test")
                && !dataset.has("validation")
                && !(heldOut && (trains() || dataset.has("train")))) {
            missing(
                    trains() ? "dataset.validation" : "dataset.test",
                    "needs images to measure on: give test or validation, or train with testFraction or validationFraction");
        }
    }

    private boolean takesSplits(String name) {
        return catalogue
                .find(ComponentType.DATASET, name)
                .map(format -> format.parameters().path("properties").has("train"))
                .orElse(false);
    }

    /** A text that looks like a time may still name no day. */
    private void checkTime() {
        String path = "resources.notBefore";
        JsonNode time = spec.path("resources").path("notBefore");
        if (areRight(path) && time.isTextual() && !isTime(time.asText())) {
            problems.add(
                    path,
                    time,
                    () -> "%s '%s' is a time that no calendar has".formatted(path, time.asText()));
        }
    }

    private static boolean isTime(String text) {
        try {
            var _ = OffsetDateTime.parse(text);
            return true;
        } catch (DateTimeParseException impossible) {
            return false;
        }
    }

    private void missing(String path, String reason) {
        problems.add(path, null, () -> "%s is missing: kind '%s' %s".formatted(path, kind, reason));
    }
}
