package io.trainyard.contract.spec;

import static io.trainyard.contract.catalogue.Schema.integer;
import static io.trainyard.contract.catalogue.Schema.number;
import static io.trainyard.contract.catalogue.Schema.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.Schema;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Some of a run's epochs, with what differs in them.
 *
 * @param epochs how many
 * @param size edge of the input in pixels, or null for the run's
 * @param batchSize images a step, or null for the run's
 * @param learningRateFactor times what the schedule says
 * @param freeze in place of the model's, or null for the model's
 */
public record PhaseSpec(
        int epochs,
        @Nullable Integer size,
        @Nullable Integer batchSize,
        double learningRateFactor,
        @Nullable Freeze freeze) {

    static Schema schema() {
        return object().require("epochs", "how many of the run's epochs", epochsBounds())
                .with("size", "edge of the input in pixels; left out: input.size", inputSize())
                .with("batchSize", "images a step; left out: training.batchSize", batchBounds())
                .with(
                        "learningRateFactor",
                        "times what the schedule says",
                        number().above(0).defaultsTo(1))
                .with(
                        "freeze",
                        "as model.freeze, which it replaces while the phase lasts",
                        Freeze.schema());
    }

    static Schema epochsBounds() {
        return integer().atLeast(1).atMost(100_000);
    }

    static Schema batchBounds() {
        return integer().atLeast(1).atMost(65_536);
    }

    static Schema inputSize() {
        return integer().atLeast(8).atMost(1024);
    }

    /** A spec with as many epochs as its phases have, where it does not say how many. */
    static ObjectNode withEpochs(ObjectNode spec) {
        JsonNode training = spec.path("training");
        OptionalLong sum = epochs(training.path("phases"));
        if (sum.isEmpty() || training.hasNonNull("epochs")) {
            return spec;
        }
        ObjectNode complete = spec.deepCopy();
        ((ObjectNode) complete.path("training")).put("epochs", sum.getAsLong());
        return complete;
    }

    /** Adds to the problems of a completed spec's {@code training}. */
    static void check(JsonNode training, Problems problems) {
        OptionalLong sum = epochs(training.path("phases"));
        long epochs = training.path("epochs").asLong();
        if (sum.isEmpty()
                || problems.concern("training.phases")
                || problems.concern("training.epochs")
                || sum.getAsLong() == epochs) {
            return;
        }
        problems.add(
                "training.phases",
                training.path("phases"),
                () ->
                        "training.phases have %d epochs together, and training.epochs is %d: make them agree, or leave training.epochs out"
                                .formatted(sum.getAsLong(), epochs));
    }

    /** Of all phases together; empty where there are none, or one does not say. */
    private static OptionalLong epochs(JsonNode phases) {
        long sum = 0;
        for (JsonNode phase : phases) {
            JsonNode epochs = phase.path("epochs");
            if (!epochs.isIntegralNumber() || !epochs.canConvertToInt()) {
                return OptionalLong.empty();
            }
            sum += epochs.asInt();
        }
        return phases.isArray() && !phases.isEmpty() ? OptionalLong.of(sum) : OptionalLong.empty();
    }
}
