package io.trainyard.contract.spec;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One experiment, complete: every default is filled in. Made by {@link SpecValidator}; {@link
 * ExperimentSchema} says what each key means, its bounds and its default.
 *
 * @param model the network; with an ensemble its first member
 * @param ensemble null where one network is trained or measured
 * @param optimizer null only where {@code kind} is evaluate
 */
public record ExperimentSpec(
        String name,
        Kind kind,
        ComponentSpec dataset,
        Model model,
        @Nullable EnsembleSpec ensemble,
        Input input,
        List<ComponentSpec> augmentation,
        @Nullable ComponentSpec optimizer,
        ComponentSpec schedule,
        Training training,
        Evaluation evaluation,
        Resources resources,
        List<String> tags) {

    public ExperimentSpec {
        augmentation = List.copyOf(augmentation);
        tags = List.copyOf(tags);
    }

    /** What people call the network that the run is about. */
    public String network() {
        return ensemble == null ? model.architecture().kind() : "ensemble";
    }

    /** The same about one network, as if it were alone. */
    public ExperimentSpec about(Model network, Input networkInput) {
        return new ExperimentSpec(
                name,
                kind,
                dataset,
                network,
                null,
                networkInput,
                augmentation,
                optimizer,
                schedule,
                training,
                evaluation,
                resources,
                tags);
    }

    /** The same as it is in one of its phases. */
    public ExperimentSpec during(PhaseSpec phase) {
        Freeze freeze = phase.freeze() == null ? model.freeze() : phase.freeze();
        ExperimentSpec changed =
                about(
                        new Model(model.architecture(), model.weights(), freeze, model.head()),
                        phase.size() == null ? input : input.of(phase.size()));
        return phase.batchSize() == null ? changed : changed.inBatchesOf(phase.batchSize());
    }

    private ExperimentSpec inBatchesOf(int batchSize) {
        return new ExperimentSpec(
                name,
                kind,
                dataset,
                model,
                ensemble,
                input,
                augmentation,
                optimizer,
                schedule,
                training.inBatchesOf(batchSize),
                evaluation,
                resources,
                tags);
    }

    /** What the run does. */
    public enum Kind {
        @JsonProperty("train")
        TRAIN,
        @JsonProperty("finetune")
        FINETUNE,
        @JsonProperty("evaluate")
        EVALUATE
    }

    /**
     * The network and where its weights come from.
     *
     * @param weights path, address or catalogue name of those to start from, or null for fresh ones
     */
    public record Model(
            ComponentSpec architecture, @Nullable String weights, Freeze freeze, Head head) {
        /**
         * The same with the classifier that the weights have: a fresh one is worth no measuring.
         */
        public Model keepingHead() {
            return new Model(architecture, weights, freeze, Head.KEEP);
        }
    }

    /** What happens to the classifier when weights are loaded. */
    public enum Head {
        /** Kept where the class counts agree, else made anew. */
        @JsonProperty("auto")
        AUTO,
        /** Kept; other class counts are an error. */
        @JsonProperty("keep")
        KEEP,
        /** Always made anew. */
        @JsonProperty("new")
        NEW
    }

    /**
     * How images enter the network.
     *
     * @param size edge of the square input in pixels, or null for the architecture's own
     * @param resize what the shorter edge is brought to before the middle is cut out, or null for
     *     {@code size}
     * @param interpolation of that, or null for bilinear
     */
    public record Input(
            @Nullable Integer size,
            @Nullable Integer resize,
            @Nullable Interpolation interpolation,
            Normalisation normalisation) {
        /** The same at another size, with a margin in proportion. */
        Input of(int newSize) {
            Integer margin =
                    resize == null || size == null
                            ? null
                            : Math.toIntExact(Math.round((double) resize * newSize / size));
            return new Input(newSize, margin, interpolation, normalisation);
        }
    }

    /** How values between pixels are found when an image is brought to size. */
    public enum Interpolation {
        @JsonProperty("bilinear")
        BILINEAR,
        @JsonProperty("bicubic")
        BICUBIC
    }

    /**
     * The training loop.
     *
     * @param accumulation batches whose gradients make one update together
     * @param clipping null to leave gradients as they are
     * @param earlyStopping null to train all epochs
     * @param ema null for no moving average of the weights
     * @param swa null for no average of the last epochs
     * @param distillation null to learn from labels alone
     * @param checkpointEvery null for checkpoints at the end of epochs alone
     * @param phases that the epochs are divided into; empty where all are alike
     * @param cachedViews random views of each image that epochs take turns in, or null for new ones
     *     in every epoch
     */
    public record Training(
            int epochs,
            int batchSize,
            int accumulation,
            @Nullable Clipping clipping,
            ComponentSpec loss,
            Precision precision,
            long seed,
            @Nullable EarlyStopping earlyStopping,
            @Nullable Ema ema,
            @Nullable Swa swa,
            @Nullable Distillation distillation,
            @Nullable CheckpointEvery checkpointEvery,
            List<PhaseSpec> phases,
            @Nullable Integer cachedViews) {
        public Training {
            phases = List.copyOf(phases);
        }

        private Training inBatchesOf(int images) {
            return new Training(
                    epochs,
                    images,
                    accumulation,
                    clipping,
                    loss,
                    precision,
                    seed,
                    earlyStopping,
                    ema,
                    swa,
                    distillation,
                    checkpointEvery,
                    phases,
                    cachedViews);
        }
    }

    /**
     * An exponential moving average of the weights, which evaluation uses.
     *
     * @param decay share of the average that each update keeps
     * @param every steps from one update to the next
     * @param warmup steps during which the average follows the weights exactly
     */
    public record Ema(double decay, int every, int warmup) {}

    /**
     * The plain average of the weights at the end of each of the last epochs.
     *
     * @param startEpoch the first epoch that counts, from 1
     * @param learningRate from that epoch on, or null for the schedule's
     */
    public record Swa(int startEpoch, @Nullable Double learningRate) {}

    /**
     * Learning from another network's probabilities.
     *
     * @param temperature that softens both networks' probabilities
     * @param alpha share of the teacher in the loss
     */
    public record Distillation(Teacher teacher, double temperature, double alpha) {}

    /**
     * The network learnt from.
     *
     * @param weights path of a safetensors file
     */
    public record Teacher(ComponentSpec architecture, String weights) {}

    /**
     * When checkpoints are written within an epoch: one of the two is given.
     *
     * @param steps from one to the next
     * @param time from one to the next
     */
    public record CheckpointEvery(@Nullable Integer steps, @Nullable Duration time) {}

    /**
     * Bounds on gradients.
     *
     * @param norm largest 2-norm of all of them together, or null for none
     * @param value largest size of each element, or null for none; applied first
     */
    public record Clipping(@Nullable Double norm, @Nullable Double value) {}

    /** Number format of forward and backward passes. */
    public enum Precision {
        @JsonProperty("fp32")
        FP32,
        @JsonProperty("bf16")
        BF16,
        @JsonProperty("fp16")
        FP16
    }

    /**
     * When training ends before its last epoch.
     *
     * @param metric an epoch metric of the validation images, such as {@code validation.loss}
     * @param patience epochs without improvement after which training stops
     * @param minDelta the smallest change that counts as an improvement
     */
    public record EarlyStopping(String metric, int patience, double minDelta) {}

    /**
     * How results are measured.
     *
     * @param batchSize images per evaluation step
     * @param testTimeAugmentation views that the final result averages over, or null for the images
     *     as they are
     */
    public record Evaluation(int batchSize, @Nullable TestTimeAugmentation testTimeAugmentation) {}

    /**
     * Views of an image whose probabilities are averaged. The image itself is one of them.
     *
     * @param flip whether each view is also looked at in the mirror
     * @param fiveCrop edge of the four corners and the middle, as a share of the image's; null for
     *     none
     * @param scales magnifications of the middle
     * @param rotations degrees to the left
     * @param brightness factors
     * @param contrast factors
     * @param saturation factors
     */
    public record TestTimeAugmentation(
            boolean flip,
            @Nullable Double fiveCrop,
            List<Double> scales,
            List<Double> rotations,
            List<Double> brightness,
            List<Double> contrast,
            List<Double> saturation) {
        public TestTimeAugmentation {
            scales = List.copyOf(scales);
            rotations = List.copyOf(rotations);
            brightness = List.copyOf(brightness);
            contrast = List.copyOf(contrast);
            saturation = List.copyOf(saturation);
        }
    }

    /**
     * Where, when and how long it may run.
     *
     * @param project who shares the pool: each gets its weight's part of the slots
     * @param timeLimit the longest an attempt may run, or null for no limit
     * @param notBefore the earliest start, or null for at once
     * @param after runs that it follows
     */
    public record Resources(
            String pool,
            String project,
            int priority,
            int retries,
            @Nullable Duration timeLimit,
            @Nullable Instant notBefore,
            List<Follows> after) {
        /** The keys that only the queue reads; a task goes to its worker without them. */
        public static final List<String> QUEUE_KEYS = List.of("project", "notBefore", "after");

        @SuppressWarnings(
                "NullAway") // Trees stored before the keys existed bind to their defaults.
        public Resources {
            project = project == null ? "default" : project;
            after = after == null ? List.of() : List.copyOf(after);
        }
    }

    /**
     * A run that must have ended first.
     *
     * @param run its id
     */
    public record Follows(UUID run, When when) {}

    /** How the other run must have ended. */
    public enum When {
        /** It succeeded; where it ends otherwise, this run fails. */
        @JsonProperty("success")
        SUCCESS,
        /** It ended, however that was. */
        @JsonProperty("end")
        END
    }
}
