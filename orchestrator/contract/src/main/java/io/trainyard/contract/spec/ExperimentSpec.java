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
 * @param optimizer null only where {@code kind} is evaluate
 */
public record ExperimentSpec(
        String name,
        Kind kind,
        ComponentSpec dataset,
        Model model,
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
     * @param weights path of a safetensors file to start from, or null for fresh weights
     */
    public record Model(
            ComponentSpec architecture, @Nullable String weights, Freeze freeze, Head head) {}

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
     */
    public record Training(
            int epochs,
            int batchSize,
            int accumulation,
            @Nullable Clipping clipping,
            ComponentSpec loss,
            Precision precision,
            long seed,
            @Nullable EarlyStopping earlyStopping) {}

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
        FP32
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
     */
    public record Evaluation(int batchSize) {}

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
