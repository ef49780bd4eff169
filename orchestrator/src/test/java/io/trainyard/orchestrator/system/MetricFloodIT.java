package io.trainyard.orchestrator.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trainyard.contract.api.MetricVolumeView;
import io.trainyard.contract.api.RunState;
import io.trainyard.contract.message.EventEnvelope;
import io.trainyard.contract.message.RunEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Fault 25: a flood of metrics. */
@OrchestratorTest
class MetricFloodIT {
    private static final int MOST_SERIES = 1_000;

    private final Api api = new Api();

    @Test
    void seriesBeyondTheQuotaAreDroppedAndCountedOnceAndTheRunGoesOn() {
        try (TestWorker worker = new TestWorker().announce(1)) {
            // Given
            UUID run = api.submit(worker.pool());
            int attempt = api.claim(run, worker.name()).attempt();
            Map<String, List<Double>> flood = new HashMap<>();
            for (int index = 0; index < MOST_SERIES + 200; index++) {
                flood.put("series." + index, List.of(1.0, 2.0));
            }
            EventEnvelope event =
                    worker.event(run, attempt, 1, new RunEvent.Metrics(1, List.of(7L, 8L), flood));

            // When it comes, is delivered again, and the run goes on
            worker.send(event);
            worker.send(event);
            worker.send(
                    run,
                    attempt,
                    2,
                    new RunEvent.Metrics(1, List.of(9L), Map.of("one.more", List.of(1.0))),
                    Events.finished(9));
            var _ = api.await(run, RunState.SUCCEEDED);

            // Then
            MetricVolumeView volume =
                    await().until(() -> volume(run), found -> found.dropped() == 401);
            assertThat(volume.series()).isEqualTo(MOST_SERIES);
            assertThat(volume.points()).isEqualTo(2 * MOST_SERIES);
            assertThat(Rows.count("SELECT sum(cardinality(points)) FROM metric WHERE run = ?", run))
                    .isEqualTo(2 * MOST_SERIES);
            assertThat(api.run(run).step()).isEqualTo(9);
        }
    }

    private MetricVolumeView volume(UUID run) {
        return api.get("/api/runs/%s/metrics/volume".formatted(run)).as(MetricVolumeView.class);
    }
}
