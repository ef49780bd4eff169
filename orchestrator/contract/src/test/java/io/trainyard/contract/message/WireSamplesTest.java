package io.trainyard.contract.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import io.trainyard.contract.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The committed samples are what older programs wrote: they must stay readable, and we must still
 * write the same.
 */
class WireSamplesTest {
    record Sample(String file, Class<?> type) {}

    static Stream<Sample> samples() {
        return Stream.of(
                new Sample("task", TaskMessage.class),
                new Sample("event-started", EventEnvelope.class),
                new Sample("event-metrics", EventEnvelope.class),
                new Sample("event-epoch-ended", EventEnvelope.class),
                new Sample("event-log", EventEnvelope.class),
                new Sample("event-evaluated", EventEnvelope.class),
                new Sample("event-evaluated-report", EventEnvelope.class),
                new Sample("event-finished", EventEnvelope.class),
                new Sample("event-failed", EventEnvelope.class),
                new Sample("event-cancelled", EventEnvelope.class),
                new Sample("pipe-checkpoint-written", RunEvent.class),
                new Sample("worker-announce", WorkerMessage.class),
                new Sample("worker-beat", WorkerMessage.class),
                new Sample("worker-goodbye", WorkerMessage.class),
                new Sample("control-cancel", ControlMessage.class),
                new Sample("control-cancel-suspending", ControlMessage.class),
                new Sample("control-fenced", ControlMessage.class),
                new Sample("trainer-start", TrainerCommand.class),
                new Sample("trainer-cancel", TrainerCommand.class),
                new Sample("trainer-suspend", TrainerCommand.class),
                new Sample("trainer-exit", TrainerCommand.class));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void sampleIsReadAndWrittenBackTheSame(Sample sample) throws IOException {
        // Given
        String text = read(sample.file());

        // When
        Object message = Wire.json().readValue(text, sample.type());

        // Then
        assertThat(Wire.json().readTree(Wire.json().writeValueAsString(message)))
                .isEqualTo(Wire.json().readTree(text));
    }

    @Test
    void everySealedMessageHasASample() {
        // Given all records that can stand on a topic or the pipe
        List<Class<?>> messages =
                Stream.of(
                                RunEvent.class,
                                WorkerMessage.class,
                                ControlMessage.class,
                                TrainerCommand.class)
                        .flatMap(WireSamplesTest::leaves)
                        .toList();

        // When
        List<Class<?>> sampled =
                samples()
                        .<Class<?>>map(sample -> {
                            Object message = parse(sample);
                            return message instanceof EventEnvelope envelope
                                    ? envelope.event().getClass()
                                    : message.getClass();
                        })
                        .toList();

        // Then
        assertThat(sampled).containsAll(messages);
    }

    @Test
    void propertiesOfANewerPeerAreIgnored() throws IOException {
        String newer = read("worker-goodbye").replaceFirst("\\{", "{\"mood\": \"good\", ");

        assertThat(Wire.json().readValue(newer, WorkerMessage.class))
                .isInstanceOf(WorkerMessage.Goodbye.class);
    }

    @Test
    void otherVersionIsRefusedByName() throws IOException {
        String later = read("worker-beat").replace("\"version\": 1", "\"version\": 2");

        assertThatThrownBy(() -> Wire.json().readValue(later, WorkerMessage.class))
                .isInstanceOf(ValueInstantiationException.class)
                .hasRootCauseInstanceOf(Protocol.UnsupportedVersionException.class)
                .hasMessageContaining("heartbeat has protocol version 2; this build reads 1");
    }

    private static Stream<Class<?>> leaves(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(WireSamplesTest::leaves)
                : Stream.of(type);
    }

    private static Object parse(Sample sample) {
        try {
            return Wire.json().readValue(read(sample.file()), sample.type());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String read(String file) throws IOException {
        try (var stream = WireSamplesTest.class.getResourceAsStream("/wire/v1/" + file + ".json")) {
            assertThat(stream).as(file).isNotNull();
            return new String(stream.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
    }
}
