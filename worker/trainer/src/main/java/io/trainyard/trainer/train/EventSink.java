package io.trainyard.trainer.train;

import io.trainyard.contract.message.RunEvent;
import io.trainyard.contract.message.RunEvent.LogLine;

/** Takes what happens in an attempt, in order. Safe for use by several threads. */
@FunctionalInterface
public interface EventSink {
    void emit(RunEvent event);

    /** A line for the run's log. */
    default void info(String message) {
        emit(new LogLine(LogLine.Level.INFO, message));
    }

    /** A line for the run's log that someone should read. */
    default void warn(String message) {
        emit(new LogLine(LogLine.Level.WARN, message));
    }
}
