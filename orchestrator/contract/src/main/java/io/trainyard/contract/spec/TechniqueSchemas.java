package io.trainyard.contract.spec;

import static io.trainyard.contract.catalogue.Schema.component;
import static io.trainyard.contract.catalogue.Schema.duration;
import static io.trainyard.contract.catalogue.Schema.integer;
import static io.trainyard.contract.catalogue.Schema.number;
import static io.trainyard.contract.catalogue.Schema.object;
import static io.trainyard.contract.catalogue.Schema.text;

import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;

/** The keys of techniques that a training loop may use, and of its checkpoints. */
final class TechniqueSchemas {
    private TechniqueSchemas() {}

    static Schema ema() {
        return object().with(
                        "decay",
                        "share of the average that each update keeps",
                        number().above(0).below(1).defaultsTo(0.999))
                .with(
                        "every",
                        "steps from one update to the next",
                        integer().atLeast(1).atMost(1_000_000).defaultsTo(1))
                .with(
                        "warmup",
                        "steps during which the average follows the weights exactly",
                        integer().atLeast(0).defaultsTo(0));
    }

    static Schema swa() {
        return object().require(
                        "startEpoch",
                        "the first epoch whose weights count, from 1",
                        integer().atLeast(1).atMost(100_000))
                .with(
                        "learningRate",
                        "from that epoch on; left out: the schedule's",
                        number().above(0));
    }

    static Schema distillation() {
        return object().require("teacher", "the network learnt from", teacher())
                .with(
                        "temperature",
                        "softens both networks' probabilities",
                        number().above(0).atMost(1000).defaultsTo(4))
                .with(
                        "alpha",
                        "share of the teacher in the loss",
                        number().atLeast(0).atMost(1).defaultsTo(0.5));
    }

    private static Schema teacher() {
        return object().require(
                        "architecture", "its name", component(ComponentType.ARCHITECTURE))
                .require(
                        "weights",
                        "path of its safetensors file",
                        text().size(1, ExperimentSchema.LONGEST_PATH));
    }

    static Schema checkpointEvery() {
        return object().with("steps", "from one to the next", integer().atLeast(1))
                .with("time", "from one to the next", duration("PT1S", "P30D"));
    }
}
