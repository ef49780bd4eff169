package io.trainyard.contract.api;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.trainyard.contract.message.RunEvent;
import java.time.Instant;
import java.util.UUID;

/**
 * The data of one server-sent event on {@code /api/events}; its id orders all items of all runs and
 * resumes the stream.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = StreamItem.StateChanged.class, name = "state"),
    @JsonSubTypes.Type(value = StreamItem.Happened.class, name = "event"),
})
public sealed interface StreamItem {
    UUID run();

    Instant at();

    /** The run moved to a state. */
    record StateChanged(UUID run, Instant at, RunState state, int attempt) implements StreamItem {}

    /** The run's attempt reported something. */
    record Happened(UUID run, Instant at, int attempt, long seq, RunEvent event)
            implements StreamItem {}
}
