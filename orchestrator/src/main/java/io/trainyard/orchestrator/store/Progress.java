package io.trainyard.orchestrator.store;

import io.trainyard.contract.message.RunEvent;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far an attempt is; null where the events said nothing about it.
 *
 * @param epoch epochs ended
 * @param epochs epochs there will be
 * @param step the last step heard of
 * @param steps steps there will be
 * @param values newest value of each epoch metric and final metric
 */
public record Progress(
        @Nullable Integer epoch,
        @Nullable Integer epochs,
        @Nullable Long step,
        @Nullable Long steps,
        Map<String, Double> values) {
    public static final Progress NONE = new Progress(null, null, null, null, Map.of());

    public Progress {
        values = Map.copyOf(values);
    }

    /** What is known after a further event of the same attempt. */
    public Progress after(RunEvent event) {
        return switch (event) {
            case RunEvent.Started started -> afterStart(started);
            case RunEvent.Metrics metrics -> at(metrics.lastStep());
            case RunEvent.EpochEnded ended -> afterEpoch(ended);
            case RunEvent.Finished finished ->
                    new Progress(
                            epoch,
                            epochs,
                            later(step, finished.step()),
                            steps,
                            merged(values, finished.values()));
            case RunEvent.Evaluated evaluated -> at(evaluated.step());
            case RunEvent.Failed failed -> at(failed.step());
            case RunEvent.Cancelled cancelled -> at(cancelled.step());
            case RunEvent.LogLine _ -> this;
            case RunEvent.CheckpointWritten _ -> this;
        };
    }

    private Progress afterStart(RunEvent.Started started) {
        return new Progress(epoch, started.epochs(), step, started.allSteps(), values);
    }

    /** Events may come late or shuffled: the later epoch's values win. */
    private Progress afterEpoch(RunEvent.EpochEnded ended) {
        Integer known = epoch;
        boolean newer = known == null || ended.epoch() >= known;
        return new Progress(
                known == null ? ended.epoch() : Integer.valueOf(Math.max(known, ended.epoch())),
                epochs,
                later(step, ended.step()),
                steps,
                newer ? merged(values, ended.values()) : merged(ended.values(), values));
    }

    private Progress at(@Nullable Long newStep) {
        return newStep == null
                ? this
                : new Progress(epoch, epochs, later(step, newStep), steps, values);
    }

    private static long later(@Nullable Long known, long step) {
        return known == null ? step : Math.max(known, step);
    }

    private static Map<String, Double> merged(
            Map<String, Double> older, Map<String, Double> newer) {
        Map<String, Double> merged = new HashMap<>(older);
        merged.putAll(newer);
        return merged;
    }
}
