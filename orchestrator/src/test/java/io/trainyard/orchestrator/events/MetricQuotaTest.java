package io.trainyard.orchestrator.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.message.EventEnvelope;
import io.trainyard.contract.message.Protocol;
import io.trainyard.contract.message.RunEvent;
import io.trainyard.orchestrator.store.MetricVolumes.Dropped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MetricQuotaTest {
    private static final UUID RUN = new UUID(1, 2);
    private static final UUID OTHER = new UUID(3, 4);

    @Test
    void pointsBeyondTheMostAreTurnedAwayAndTheStepIsKept() {
        // Given
        MetricQuota quota = new MetricQuota(Map.of(RUN, Map.of("a", 6L)), 10, 9);

        // When
        EventEnvelope fits = quota.admit(event(RUN, 1, "a", 4));
        EventEnvelope beyond = quota.admit(event(RUN, 2, "a", 3));
        EventEnvelope other = quota.admit(event(OTHER, 1, "a", 10));

        // Then
        assertThat(metrics(fits).series()).containsKey("a");
        assertThat(metrics(beyond)).isEqualTo(new RunEvent.Metrics(1, List.of(3L), Map.of()));
        assertThat(metrics(other).series()).containsKey("a");
        assertThat(quota.dropped())
                .containsExactly(new Dropped(EventWriter.attemptOf(beyond), 2, 3));
    }

    @Test
    void seriesBeyondTheMostAreTurnedAwayAndKnownOnesGoOn() {
        // Given
        MetricQuota quota = new MetricQuota(Map.of(RUN, Map.of("a", 1L)), 1_000, 2);

        // Then
        assertThat(metrics(quota.admit(event(RUN, 1, "b", 1))).series()).containsKey("b");
        assertThat(metrics(quota.admit(event(RUN, 2, "c", 1))).series()).isEmpty();
        assertThat(metrics(quota.admit(event(RUN, 3, "a", 1))).series()).containsKey("a");
        assertThat(metrics(quota.admit(event(OTHER, 3, "x".repeat(201), 1))).series()).isEmpty();
    }

    @Test
    void whatIsNoMetricPasses() {
        // Given
        MetricQuota quota = new MetricQuota(Map.of(), 0, 0);
        EventEnvelope end =
                envelope(RUN, 1, new RunEvent.Finished(9, Map.of("test.accuracy", 1.0)));

        // Then
        assertThat(quota.admit(end)).isSameAs(end);
    }

    private static RunEvent.Metrics metrics(EventEnvelope envelope) {
        return (RunEvent.Metrics) envelope.event();
    }

    private static EventEnvelope event(UUID run, long seq, String name, int points) {
        List<Long> steps = java.util.stream.LongStream.rangeClosed(1, points).boxed().toList();
        return envelope(
                run,
                seq,
                new RunEvent.Metrics(
                        1, steps, Map.of(name, java.util.Collections.nCopies(points, 0.5))));
    }

    private static EventEnvelope envelope(UUID run, long seq, RunEvent event) {
        return new EventEnvelope(Protocol.VERSION, run, 1, seq, Instant.EPOCH, "worker", event);
    }
}
