package io.trainyard.orchestrator.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.trainyard.contract.Wire;
import io.trainyard.contract.message.EventEnvelope;
import io.trainyard.contract.message.RunEvent;
import io.trainyard.contract.message.WorkerMessage;
import io.trainyard.orchestrator.events.Decoded.Bad;
import io.trainyard.orchestrator.events.Decoded.Good;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads records; never throws, whatever stands in one. */
final class Decoder {
    /** An escaped NUL that is not itself an escaped backslash followed by digits. */
    private static final Pattern ESCAPED_NUL = Pattern.compile("(?<!\\\\)((?:\\\\\\\\)*)\\\\u0000");

    private Decoder() {}

    /** An event with everything that storing it needs. */
    static Decoded<EventEnvelope> event(byte @Nullable [] value) {
        return switch (read(value, EventEnvelope.class)) {
            case Bad<EventEnvelope> bad -> bad;
            case Good<EventEnvelope>(EventEnvelope envelope) -> {
                boolean complete =
                        Stream.of(
                                        envelope.run(),
                                        envelope.at(),
                                        envelope.worker(),
                                        envelope.event())
                                .allMatch(Objects::nonNull);
                if (!complete || envelope.attempt() < 1 || envelope.seq() < 1) {
                    yield new Bad<>(
                            "an event needs run, attempt >= 1, seq >= 1, at, worker and event");
                }
                if (envelope.event() instanceof RunEvent.CheckpointWritten) {
                    yield new Bad<>("checkpointWritten is for the trainer's pipe only");
                }
                yield new Good<>(envelope);
            }
        };
    }

    /** A worker's message about itself. */
    static Decoded<WorkerMessage> workerMessage(byte @Nullable [] value) {
        return switch (read(value, WorkerMessage.class)) {
            case Bad<WorkerMessage> bad -> bad;
            case Good<WorkerMessage>(WorkerMessage message) when message.worker() == null ->
                    new Bad<>("a heartbeat needs its worker");
            case Good<WorkerMessage> good -> good;
        };
    }

    private static <T> Decoded<T> read(byte @Nullable [] value, Class<T> type) {
        if (value == null) {
            return new Bad<>("the record has no value");
        }
        try {
            T message = Wire.json().readValue(withoutNul(value), type);
            return message == null ? new Bad<>("the record is null") : new Good<>(message);
        } catch (JsonProcessingException unreadable) {
            return new Bad<>(unreadable.getOriginalMessage());
        }
    }

    /** PostgreSQL stores every character but this one. */
    private static String withoutNul(byte[] value) {
        String text = new String(value, StandardCharsets.UTF_8);
        return text.contains("\\u0000")
                ? ESCAPED_NUL.matcher(text).replaceAll("$1\\\\uFFFD")
                : text;
    }
}
