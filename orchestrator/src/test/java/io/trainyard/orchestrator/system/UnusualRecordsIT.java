package io.trainyard.orchestrator.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trainyard.contract.api.LogView;
import io.trainyard.contract.api.RunState;
import io.trainyard.contract.api.SeriesView;
import io.trainyard.contract.message.Protocol;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@OrchestratorTest
class UnusualRecordsIT {
    private final Api api = new Api();

    @Test
    void recordsThatCannotBeReadAreSetAsideAndThePartitionGoesOn() {
        try (TestWorker worker = new TestWorker().announce(1)) {
            // Given
            UUID run = api.submit(worker.pool());
            int attempt = api.claim(run, worker.name()).attempt();
            String key = run.toString();
            String good =
                    new String(
                            TestWorker.json(worker.event(run, attempt, 1, Events.log("x"))),
                            StandardCharsets.UTF_8);

            // When
            worker.sendRaw(Protocol.EVENTS, key, "not json".getBytes(StandardCharsets.UTF_8));
            worker.sendRaw(
                    Protocol.EVENTS,
                    key,
                    good.replace("\"version\":1", "\"version\":99")
                            .getBytes(StandardCharsets.UTF_8));
            worker.sendRaw(
                    Protocol.EVENTS, key, "{\"version\":1}".getBytes(StandardCharsets.UTF_8));
            worker.send(worker.event(run, attempt + 7, 1, Events.log("never issued")));
            worker.send(run, attempt, 1, Events.log("good"), Events.finished(1));

            // Then
            api.await(run, RunState.SUCCEEDED);
            await().until(() ->
                    Rows.count(
                                    "SELECT count(*) FROM quarantined_record WHERE record_key = ?",
                                    (Object) key.getBytes(StandardCharsets.UTF_8))
                            == 4);
            assertThat(
                            Rows.read(
                                    "SELECT reason FROM quarantined_record WHERE record_key = ? ORDER BY kafka_offset",
                                    (Object) key.getBytes(StandardCharsets.UTF_8)))
                    .anySatisfy(reason -> assertThat((String) reason).contains("version 99"))
                    .anySatisfy(
                            reason -> assertThat((String) reason).contains("never had attempt"));
            assertThat(logs(run)).extracting(LogView::message).containsExactly("good");
        }
    }

    @Test
    void valuesThatAreNoNumbersAndTextWithNulAreKept() {
        try (TestWorker worker = new TestWorker().announce(1)) {
            // Given
            UUID run = api.submit(worker.pool());
            int attempt = api.claim(run, worker.name()).attempt();

            // When
            worker.send(
                    run,
                    attempt,
                    1,
                    Events.losses(1, 2, Double.NaN),
                    Events.epochEnded(1, Double.POSITIVE_INFINITY),
                    Events.log("a\0b \\u0000 <script>"),
                    Events.finished(2));
            api.await(run, RunState.SUCCEEDED);

            // Then
            assertThat(series(run).values()).containsExactly(Double.NaN, Double.NaN);
            assertThat(api.run(run).values())
                    .containsEntry("validation.accuracy", Double.POSITIVE_INFINITY);
            assertThat(logs(run).getFirst().message()).isEqualTo("a\uFFFDb \\u0000 <script>");
        }
    }

    private SeriesView series(UUID run) {
        return api.get("/api/runs/" + run + "/metrics?name=train.loss").as(SeriesView[].class)[0];
    }

    private List<LogView> logs(UUID run) {
        return List.of(api.get("/api/runs/" + run + "/logs").as(LogView[].class));
    }
}
