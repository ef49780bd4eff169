package io.trainyard.contract.spec;

import static io.trainyard.contract.catalogue.Schema.anyOf;
import static io.trainyard.contract.catalogue.Schema.choice;
import static io.trainyard.contract.catalogue.Schema.component;
import static io.trainyard.contract.catalogue.Schema.duration;
import static io.trainyard.contract.catalogue.Schema.flag;
import static io.trainyard.contract.catalogue.Schema.integer;
import static io.trainyard.contract.catalogue.Schema.listOf;
import static io.trainyard.contract.catalogue.Schema.number;
import static io.trainyard.contract.catalogue.Schema.object;
import static io.trainyard.contract.catalogue.Schema.text;

import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;
import java.util.List;
import java.util.Map;

/**
 * The keys of an experiment, their meaning, bounds and defaults: the only place that states them.
 */
final class ExperimentSchema {
    private static final int LONGEST_NAME = 200;
    static final int LONGEST_PATH = 4096;

    private ExperimentSchema() {}

    static Schema schema() {
        return object().require(
                        "name", "what people call the run", text().visible().size(1, LONGEST_NAME))
                .require("kind", "what the run does", choice("train", "finetune", "evaluate"))
                .require("dataset", "the images", component(ComponentType.DATASET))
                .with("model", "the network; with an ensemble, leave it out", model())
                .with(
                        "ensemble",
                        "networks measured as one, with kind evaluate",
                        EnsembleSpec.schema(input()))
                .with("input", "how images enter the network", input().defaultsTo(Map.of()))
                .with(
                        "augmentation",
                        "random changes of training images, in order",
                        listOf(component(ComponentType.AUGMENTATION))
                                .size(0, 64)
                                .defaultsTo(List.of()))
                .with("optimizer", "how weights are updated", component(ComponentType.OPTIMIZER))
                .with(
                        "schedule",
                        "how the learning rate moves",
                        component(ComponentType.SCHEDULE).defaultsTo("constant"))
                .with("training", "the training loop", training().defaultsTo(Map.of()))
                .with("evaluation", "how results are measured", evaluation().defaultsTo(Map.of()))
                .with("resources", "where and when it runs", resources().defaultsTo(Map.of()))
                .with(
                        "tags",
                        "words to find it by",
                        listOf(text().visible().size(1, 100)).size(0, 50).defaultsTo(List.of()));
    }

    private static Schema model() {
        return object().require(
                        "architecture", "the network's name", component(ComponentType.ARCHITECTURE))
                .with(
                        "weights",
                        "where to start from: a path, an https address with its checksum, a catalogue name such as imagenet-v1, or run:ID for the best checkpoint of a run that has ended",
                        text().size(1, LONGEST_PATH))
                .with(
                        "freeze",
                        "parameters that are not trained: none, early (stem and first half of the stages), most (all but the last stage and the head), backbone (all but the head), or name patterns",
                        Freeze.schema().defaultsTo("none"))
                .with(
                        "head",
                        "the loaded classifier: kept where class counts agree (auto), always (keep), never (new); evaluation always keeps it",
                        choice("auto", "keep", "new").defaultsTo("auto"));
    }

    private static Schema input() {
        Schema values = listOf(number()).size(1, 16);
        return object().with("size", "edge of the square input in pixels", PhaseSpec.inputSize())
                .with(
                        "resize",
                        "pixels the shorter edge is brought to before the middle is cut out; none: size, or that of weights by name",
                        integer().atLeast(8).atMost(2048))
                .with(
                        "interpolation",
                        "how values between pixels are found then; none: bilinear, or that of weights by name",
                        choice("bilinear", "bicubic"))
                .with(
                        "normalisation",
                        "auto (that of weights by name, else none), none (0..1), imagenet, or mean and std a channel",
                        anyOf(
                                        choice("auto", "none", "imagenet"),
                                        object().require("mean", "one value a channel", values)
                                                .require(
                                                        "std",
                                                        "one value a channel",
                                                        listOf(number().above(0)).size(1, 16)))
                                .defaultsTo("auto"));
    }

    private static Schema training() {
        return object().with(
                        "epochs",
                        "passes over the training images; left out: as many as the phases have",
                        PhaseSpec.epochsBounds().defaultsTo(10))
                .with("batchSize", "images a step", PhaseSpec.batchBounds().defaultsTo(64))
                .with(
                        "accumulation",
                        "batches whose gradients make one update together",
                        integer().atLeast(1).atMost(65_536).defaultsTo(1))
                .with("clipping", "bounds on gradients", clipping())
                .with(
                        "loss",
                        "what is minimised",
                        component(ComponentType.LOSS).defaultsTo("cross_entropy"))
                .with(
                        "precision",
                        "number format of training steps; weights and evaluation are fp32 (fp16 needs a GPU)",
                        choice("fp32", "bf16", "fp16").defaultsTo("fp32"))
                .with(
                        "seed",
                        "fixes every random choice",
                        integer().atLeast(0).atMost(Long.MAX_VALUE).defaultsTo(0))
                .with(
                        "earlyStopping",
                        "ends training when the result on the validation images no longer improves",
                        earlyStopping())
                .with(
                        "ema",
                        "a moving average of the weights, which evaluation and checkpoints use",
                        TechniqueSchemas.ema())
                .with(
                        "swa",
                        "stochastic weight averaging: the result is the mean of the last epochs' weights",
                        TechniqueSchemas.swa())
                .with(
                        "distillation",
                        "learning from another network's probabilities",
                        TechniqueSchemas.distillation())
                .with(
                        "checkpointEvery",
                        "checkpoints within an epoch, by steps or by time",
                        TechniqueSchemas.checkpointEvery())
                .with(
                        "phases",
                        "parts of the run, one after another, with a size, batch, rate or freezing of their own",
                        listOf(PhaseSpec.schema()).size(0, 100).defaultsTo(List.of()))
                .with(
                        "cachedViews",
                        "random views of each image that epochs take turns in, so that the features of a frozen front are computed once a view; left out: new ones in every epoch",
                        integer().atLeast(1).atMost(10_000));
    }

    private static Schema clipping() {
        return object().with(
                        "norm",
                        "largest 2-norm of all gradients together (clip_grad_norm_)",
                        number().above(0))
                .with(
                        "value",
                        "largest size of each gradient (clip_grad_value_), applied first",
                        number().above(0));
    }

    private static Schema earlyStopping() {
        return object().with(
                        "metric",
                        "the epoch metric watched",
                        choice("validation.loss", "validation.accuracy")
                                .defaultsTo("validation.loss"))
                .with(
                        "patience",
                        "epochs without improvement",
                        integer().atLeast(1).atMost(100_000).defaultsTo(10))
                .with(
                        "minDelta",
                        "the smallest improvement that counts",
                        number().atLeast(0).defaultsTo(0));
    }

    private static Schema evaluation() {
        return object().with(
                        "batchSize",
                        "images a step",
                        integer().atLeast(1).atMost(65_536).defaultsTo(256))
                .with(
                        "testTimeAugmentation",
                        "views of each image that the final result averages over",
                        testTimeAugmentation());
    }

    private static Schema testTimeAugmentation() {
        return object().with(
                        "flip", "look at each view in the mirror, too", flag().defaultsTo(true))
                .with(
                        "fiveCrop",
                        "edge of the corners and the middle, as a share of the image's",
                        number().above(0).below(1))
                .with(
                        "scales",
                        "magnifications of the middle",
                        listOf(number().above(1).atMost(4)).size(0, 16).defaultsTo(List.of()))
                .with(
                        "rotations",
                        "degrees to the left",
                        listOf(number().atLeast(-180).atMost(180))
                                .size(0, 16)
                                .defaultsTo(List.of()))
                .with("brightness", "factors", factors())
                .with("contrast", "factors", factors())
                .with("saturation", "factors", factors());
    }

    private static Schema factors() {
        return listOf(number().atLeast(0).atMost(4)).size(0, 16).defaultsTo(List.of());
    }

    private static Schema resources() {
        return object().with(
                        "pool",
                        "the group of workers that may run it",
                        text().pattern(
                                        "[a-z0-9][a-z0-9-]{0,62}",
                                        "lower-case letters, digits and hyphens")
                                .defaultsTo("default"))
                .with(
                        "priority",
                        "higher runs first",
                        integer().atLeast(-1000).atMost(1000).defaultsTo(0))
                .with(
                        "retries",
                        "attempts after a failure that may pass",
                        integer().atLeast(0).atMost(100).defaultsTo(2))
                .with("timeLimit", "the longest an attempt may run", duration("PT1S", "P365D"))
                .with(
                        "project",
                        "who shares the pool: each project gets its weight's part of the slots",
                        text().pattern(
                                        "[a-z0-9][a-z0-9-]{0,62}",
                                        "lower-case letters, digits and hyphens")
                                .defaultsTo("default"))
                .with(
                        "notBefore",
                        "the earliest start",
                        text().pattern(
                                        "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d(:\\d\\d(\\.\\d{1,9})?)?(Z|[+-]\\d\\d:\\d\\d)",
                                        "a time with its offset, such as 2026-03-01T06:00:00Z"))
                .with(
                        "after",
                        "runs that must have ended first",
                        listOf(follows()).size(0, 100).defaultsTo(List.of()));
    }

    private static Schema follows() {
        return object().require(
                        "run",
                        "the id of an earlier run",
                        text().pattern(
                                        "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}",
                                        "a run's whole id"))
                .with(
                        "when",
                        "success, or end however it ends",
                        choice("success", "end").defaultsTo("success"));
    }
}
