package io.trainyard.orchestrator.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.api.EpochView;
import io.trainyard.contract.api.RunState;
import io.trainyard.contract.message.RunEvent;
import io.trainyard.orchestrator.events.MetricRetention;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

@OrchestratorTest
class MetricRetentionIT {
    private final Api api = new Api();
    private final MetricRetention retention;

    MetricRetentionIT(MetricRetention retention) {
        this.retention = retention;
    }

    @Test
    void packedSeriesReadAsBeforeAndTakeFewBytes() {
        try (TestWorker worker = new TestWorker().announce(1)) {
            // Given a run whose first attempt was lost, and 3,000 points of two series
            UUID run = api.submit(worker.pool());
            int lost = api.claim(run, worker.name()).attempt();
            worker.send(run, lost, 1, Events.started(0), noise(1, 1_700, 1.5));
            Leases.expire(run);
            int winner = api.claim(run, worker.name()).attempt();
            worker.send(
                    run,
                    winner,
                    1,
                    Events.started(1_000),
                    noise(1_001, 2_000, 2.5),
                    noise(2_001, 3_000, Double.NaN),
                    Events.epochEnded(1, 0.5),
                    Events.finished(3_000));
            var _ = api.await(run, RunState.SUCCEEDED);
            String all = series(run, "");
            String reduced = series(run, "?points=37&from=20");

            // When
            retention.apply(Duration.ofSeconds(-60));

            // Then
            assertThat(Rows.count("SELECT count(*) FROM metric WHERE run = ?", run)).isZero();
            assertThat(
                            Rows.count(
                                    "SELECT count(*) FROM event WHERE run = ? AND type = 'metrics'",
                                    run))
                    .isZero();
            assertThat(series(run, "")).isEqualTo(all);
            assertThat(series(run, "?points=37&from=20")).isEqualTo(reduced);
            assertThat(all).contains("\"name\":\"learningRate\"", "NaN");
        }
    }

    @Test
    void seriesAreDeletedByAgeUnlessATagKeepsTheRun() {
        try (TestWorker worker = new TestWorker().announce(2)) {
            // Given
            UUID kept = finished(worker);
            UUID other = finished(worker);
            Rows.change("UPDATE run SET tags = '{keep}' WHERE id = ?", kept);
            retention.apply(Duration.ofSeconds(-60));

            // When
            retention.forget(Duration.ofSeconds(-60));

            // Then
            assertThat(series(kept, "")).contains("train.loss");
            assertThat(series(other, "")).isEqualTo("[]");
            assertThat(api.get("/api/runs/" + other + "/epochs").as(EpochView[].class)).hasSize(1);
        }
    }

    private UUID finished(TestWorker worker) {
        UUID run = api.submit(worker.pool());
        int attempt = api.claim(run, worker.name()).attempt();
        worker.send(
                run,
                attempt,
                1,
                Events.started(0),
                noise(1, 10, 1),
                Events.epochEnded(1, 0.5),
                Events.finished(10));
        var _ = api.await(run, RunState.SUCCEEDED);
        return run;
    }

    private String series(UUID run, String query) {
        return api.get("/api/runs/" + run + "/metrics" + query).text();
    }

    private static RunEvent noise(long first, long last, double scale) {
        List<Long> steps = LongStream.rangeClosed(first, last).boxed().toList();
        return new RunEvent.Metrics(
                1,
                steps,
                Map.of(
                        "train.loss", steps.stream().map(step -> scale * Math.sin(step)).toList(),
                        "learningRate", steps.stream().map(_ -> 0.05).toList()));
    }
}
