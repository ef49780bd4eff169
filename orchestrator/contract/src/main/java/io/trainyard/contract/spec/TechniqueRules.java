package io.trainyard.contract.spec;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;

/** What must hold between the keys of techniques in {@code training}. */
final class TechniqueRules {
    private final JsonNode training;
    private final Problems problems;

    private TechniqueRules(JsonNode training, Problems problems) {
        this.training = training;
        this.problems = problems;
    }

    /** Adds to the problems of a completed spec's {@code training}. */
    static void check(JsonNode training, Problems problems) {
        var rules = new TechniqueRules(training, problems);
        rules.checkSwa();
        rules.checkCheckpointEvery();
    }

    private boolean areRight(String... keys) {
        return Stream.of(keys).map("training."::concat).noneMatch(problems::concern);
    }

    private void checkSwa() {
        JsonNode swa = training.path("swa");
        if (!swa.isObject() || !areRight("swa")) {
            return;
        }
        int start = swa.path("startEpoch").asInt();
        int epochs = training.path("epochs").asInt();
        if (areRight("epochs") && start > epochs) {
            problems.add(
                    "training.swa.startEpoch",
                    swa.path("startEpoch"),
                    () ->
                            "training.swa.startEpoch %d is after the last of %d epochs; it may be 1 to %d"
                                    .formatted(start, epochs, epochs));
        }
        refuseBeside("ema", "both average the weights; give one of the two");
        refuseBeside(
                "earlyStopping",
                "the average is of the last epochs, which early stopping does not know; give one of the two");
    }

    private void refuseBeside(String other, String reason) {
        if (training.has(other)) {
            problems.add(
                    "training.swa",
                    training.path("swa"),
                    () ->
                            "training.swa cannot stand beside training.%s: %s"
                                    .formatted(other, reason));
        }
    }

    private void checkCheckpointEvery() {
        JsonNode every = training.path("checkpointEvery");
        if (every.isObject()
                && areRight("checkpointEvery")
                && every.has("steps") == every.has("time")) {
            problems.add(
                    "training.checkpointEvery",
                    every,
                    () ->
                            "training.checkpointEvery needs steps, such as 1000, or time, such as PT10M: one of the two");
        }
    }
}
