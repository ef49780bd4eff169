package io.trainyard.trainer.schedule;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.trainyard.trainer.schedule.Schedule.Horizon;

/** What a schedule counts: how often torch's {@code scheduler.step()} is called. */
enum Interval {
    @JsonProperty("epoch")
    EPOCH,
    @JsonProperty("step")
    STEP;

    long position(int epoch, long step) {
        return switch (this) {
            case EPOCH -> epoch;
            case STEP -> step;
        };
    }

    long length(Horizon horizon) {
        return switch (this) {
            case EPOCH -> horizon.epochs();
            case STEP -> horizon.steps();
        };
    }
}
