package io.trainyard.contract.message;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in an attempt. The trainer prints these on its pipe, one JSON object a
 * line; the agent sends them on in an {@link EventEnvelope}. Steps count optimizer updates from 1,
 * epochs from 1, both over the whole run.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RunEvent.Started.class, name = "started"),
    @JsonSubTypes.Type(value = RunEvent.Metrics.class, name = "metrics"),
    @JsonSubTypes.Type(value = RunEvent.EpochEnded.class, name = "epochEnded"),
    @JsonSubTypes.Type(value = RunEvent.LogLine.class, name = "log"),
    @JsonSubTypes.Type(value = RunEvent.Evaluated.class, name = "evaluated"),
    @JsonSubTypes.Type(value = RunEvent.CheckpointWritten.class, name = "checkpointWritten"),
    @JsonSubTypes.Type(value = RunEvent.Finished.class, name = "finished"),
    @JsonSubTypes.Type(value = RunEvent.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = RunEvent.Cancelled.class, name = "cancelled"),
})
public sealed interface RunEvent {
    /** Characters of a message; a longer one is cut, so that no event outgrows its reader. */
    int LONGEST_MESSAGE = 16_000;

    /** An event after which the attempt says nothing more. */
    sealed interface Terminal extends RunEvent {}

    /**
     * Data and network are ready; the first step follows.
     *
     * @param engine such as {@code PyTorch 2.7.1}
     * @param device such as {@code cpu}
     * @param parameters numbers in the network
     * @param trainable those of them that are trained
     * @param samples images a split ({@code train}, {@code validation}, {@code test})
     * @param stepsPerEpoch those of the phase that the attempt begins in; 0 for an evaluation
     * @param steps of all epochs together; null from trainers that give all epochs as many
     * @param resumedFrom the step this attempt continues after, 0 for a fresh start
     */
    record Started(
            String engine,
            String device,
            long parameters,
            long trainable,
            List<String> classes,
            Map<String, Integer> samples,
            int epochs,
            int stepsPerEpoch,
            @Nullable Long steps,
            long resumedFrom)
            implements RunEvent {
        public Started {
            classes = List.copyOf(classes);
            samples = Map.copyOf(samples);
        }

        /** Steps of all epochs together. */
        public long allSteps() {
            return steps == null ? (long) epochs * stepsPerEpoch : steps;
        }
    }

    /**
     * Points of per-step series.
     *
     * @param epoch the epoch the steps belong to
     * @param steps ascending
     * @param series metric name to values, one a step
     */
    record Metrics(int epoch, List<Long> steps, Map<String, List<Double>> series)
            implements RunEvent {
        public Metrics {
            steps = List.copyOf(steps);
            series = Map.copyOf(series);
            for (var entry : series.entrySet()) {
                if (entry.getValue().size() != steps.size()) {
                    throw new IllegalArgumentException(
                            "series %s has %d values for %d steps"
                                    .formatted(
                                            entry.getKey(), entry.getValue().size(), steps.size()));
                }
            }
        }
    }

    /**
     * An epoch is over and measured.
     *
     * @param values metric name to value, such as {@code validation.accuracy}
     */
    record EpochEnded(int epoch, long step, double seconds, Map<String, Double> values)
            implements RunEvent {
        public EpochEnded {
            values = Map.copyOf(values);
        }
    }

    /** A line for the run's log, of at most {@link #LONGEST_MESSAGE} characters. */
    record LogLine(Level level, String message) implements RunEvent {
        public LogLine {
            message = shortened(message);
        }

        /** How much a line matters. */
        public enum Level {
            @JsonProperty("info")
            INFO,
            @JsonProperty("warn")
            WARN,
            @JsonProperty("error")
            ERROR
        }
    }

    /**
     * A split measured.
     *
     * @param lossNats mean cross-entropy
     * @param accuracy top-1, 0..1
     * @param matrix row = true class, column = predicted class, counts, in the order of {@code
     *     classes}; empty where there are more than {@link #MOST_MATRIX_CLASSES}
     * @param report all else that was found; null from trainers that made none
     */
    record Evaluated(
            String split,
            long step,
            double lossNats,
            double accuracy,
            List<String> classes,
            List<List<Long>> matrix,
            @Nullable EvaluationReport report)
            implements RunEvent {
        /** A matrix of more classes would be tens of megabytes, and nobody could read it. */
        public static final int MOST_MATRIX_CLASSES = 1_000;

        public Evaluated {
            if (matrix.size() > MOST_MATRIX_CLASSES) {
                throw new IllegalArgumentException(
                        "a matrix of %d classes; at most %d are taken"
                                .formatted(matrix.size(), MOST_MATRIX_CLASSES));
            }
            classes = List.copyOf(classes);
            matrix = matrix.stream().map(List::copyOf).toList();
        }

        /** The same without what is large. */
        public Evaluated summary() {
            return new Evaluated(split, step, lossNats, accuracy, List.of(), List.of(), null);
        }
    }

    /**
     * Checkpoint files lie complete in a folder of their own. Only on the pipe: the reader takes
     * them and then deletes the folder.
     *
     * @param files names within the directory; {@code model.safetensors} has torchvision's
     *     state_dict names, {@code training-state.safetensors} what a resume needs beside it
     * @param values metrics at that epoch
     */
    record CheckpointWritten(
            Set<CheckpointRole> roles,
            int epoch,
            long step,
            String directory,
            List<String> files,
            Map<String, Double> values)
            implements RunEvent {
        public CheckpointWritten {
            roles = Set.copyOf(roles);
            files = List.copyOf(files);
            values = Map.copyOf(values);
        }
    }

    /**
     * The attempt did all it was asked.
     *
     * @param values final metrics, such as {@code test.accuracy}
     */
    record Finished(long step, Map<String, Double> values) implements Terminal {
        public Finished {
            values = Map.copyOf(values);
        }
    }

    /**
     * The attempt gave up.
     *
     * @param message a sentence for the user: what, which value, what to do; at most {@link
     *     #LONGEST_MESSAGE} characters
     */
    record Failed(FailureKind kind, String message, long step) implements Terminal {
        public Failed {
            message = shortened(message);
        }
    }

    record Cancelled(long step) implements Terminal {}

    private static String shortened(String message) {
        return message.length() <= LONGEST_MESSAGE
                ? message
                : message.substring(0, LONGEST_MESSAGE - 1) + "…";
    }

    /** Whether nothing follows this event. */
    @JsonIgnore
    default boolean isTerminal() {
        return this instanceof Terminal;
    }

    /** The step the event speaks of, or null for one that belongs to no step. */
    @JsonIgnore
    default @Nullable Long lastStep() {
        return switch (this) {
            case Metrics metrics -> metrics.steps().isEmpty() ? null : metrics.steps().getLast();
            case EpochEnded ended -> ended.step();
            case Evaluated evaluated -> evaluated.step();
            case CheckpointWritten written -> written.step();
            case Finished finished -> finished.step();
            case Failed failed -> failed.step();
            case Cancelled cancelled -> cancelled.step();
            case Started started -> started.resumedFrom();
            case LogLine _ -> null;
        };
    }
}
