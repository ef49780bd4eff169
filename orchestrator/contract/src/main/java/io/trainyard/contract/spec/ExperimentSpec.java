package io.trainyard.contract.spec;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.List;
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
     */
    public record Input(@Nullable Integer size, Normalisation normalisation) {}

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
            @Nullable Integer cachedViews) {}

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
     */
    public record TestTimeAugmentation(
            boolean flip, @Nullable Double fiveCrop, List<Double> scales) {
        public TestTimeAugmentation {
            scales = List.copyOf(scales);
        }
    }

    /**
     * Where, when and how long it may run.
     *
     * @param timeLimit the longest an attempt may run, or null for no limit
     */
    public record Resources(String pool, int priority, int retries, @Nullable Duration timeLimit) {}
}
