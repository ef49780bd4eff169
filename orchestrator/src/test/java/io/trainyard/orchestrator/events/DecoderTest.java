package io.trainyard.orchestrator.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.Wire;
import io.trainyard.contract.message.EventEnvelope;
import io.trainyard.contract.message.RunEvent;
import io.trainyard.orchestrator.events.Decoded.Bad;
import io.trainyard.orchestrator.events.Decoded.Good;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecoderTest {
    private static final RunEvent LINE = new RunEvent.LogLine(RunEvent.LogLine.Level.INFO, "hi");

    @Test
    void completeEventIsRead() throws Exception {
        // Given
        EventEnvelope envelope = envelope(1, LINE);

        // When
        var decoded = Decoder.event(Wire.json().writeValueAsBytes(envelope));

        // Then
        assertThat(decoded).isEqualTo(new Good<>(envelope));
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "at", "worker", "event", "attempt", "seq"})
    void eventThatLacksSomethingIsBad(String property) throws Exception {
        // Given
        var tree = Wire.json().<ObjectNode>valueToTree(envelope(1, LINE));
        tree.remove(property);

        // When
        var decoded = Decoder.event(Wire.json().writeValueAsBytes(tree));

        // Then
        assertThat(decoded).isInstanceOf(Bad.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{}", "\"text\"", "{\"type\":\"rumour\"}", "\u0000"})
    void textThatIsNoMessageIsBad(String text) {
        // When
        byte[] value = text.getBytes(StandardCharsets.UTF_8);

        // Then
        assertThat(Decoder.event(value)).isInstanceOf(Bad.class);
        assertThat(Decoder.workerMessage(value)).isInstanceOf(Bad.class);
    }

    @Test
    void recordWithoutValueIsBad() {
        // Then
        assertThat(Decoder.event(null)).isInstanceOf(Bad.class);
    }

    @Test
    void eventOfThePipeIsBad() throws Exception {
        // Given
        RunEvent written =
                new RunEvent.CheckpointWritten(Set.of(), 1, 10, "/dir", List.of(), Map.of());

        // When
        var decoded = Decoder.event(Wire.json().writeValueAsBytes(envelope(1, written)));

        // Then
        assertThat(decoded).isInstanceOf(Bad.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "\u0000", "\\\u0000", "\\u0000", "\\\\u0000\u0000\u0000"})
    void nulIsReplacedAndNothingElse(String message) throws Exception {
        // Given
        RunEvent line = new RunEvent.LogLine(RunEvent.LogLine.Level.INFO, message);

        // When
        var decoded = Decoder.event(Wire.json().writeValueAsBytes(envelope(1, line)));

        // Then
        RunEvent expected =
                new RunEvent.LogLine(
                        RunEvent.LogLine.Level.INFO, message.replace('\u0000', '\uFFFD'));
        assertThat(decoded).isEqualTo(new Good<>(envelope(1, expected)));
    }

    private static EventEnvelope envelope(long seq, RunEvent event) {
        return new EventEnvelope(1, new UUID(1, 2), 1, seq, Instant.EPOCH, "worker", event);
    }
}
