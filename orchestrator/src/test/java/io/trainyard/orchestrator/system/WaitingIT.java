package io.trainyard.orchestrator.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.api.RunPage;
import io.trainyard.contract.api.RunState;
import io.trainyard.contract.api.RunView;
import io.trainyard.contract.api.Waiting;
import io.trainyard.contract.api.Waiting.Estimate;
import io.trainyard.contract.api.Waiting.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Every run that waits says why, where it stands, and when it may start. */
@OrchestratorTest
class WaitingIT {
    private final Api api = new Api();

    @Test
    void runWithoutAWorkerSaysSo() {
        // Given
        UUID run = api.submit("pool-" + UUID.randomUUID());

        // Then
        assertThat(waiting(run).reason()).isEqualTo(Reason.NO_WORKER);
        assertThat(waiting(run).start()).isNull();
        assertThat(waiting(run).noEstimate()).isNotEmpty();
    }

    @Test
    void estimateRestsOnWhatLikeRunsTook() {
        try (TestWorker worker = new TestWorker().announce(1)) {
            // Given a run that held its slot for ten minutes
            UUID past = api.submit(worker.pool());
            int attempt = api.claim(past, worker.name()).attempt();
            worker.send(past, attempt, 1, Events.finished(20));
            api.await(past, RunState.SUCCEEDED);
            Rows.change(
                    "UPDATE attempt SET claimed_at = ended_at - interval '10 minutes' WHERE run = ?",
                    past);

            // When one like it runs, one is published and two wait
            UUID running = api.submit(worker.pool());
            api.claim(running, worker.name());
            UUID published = api.submit(worker.pool());
            api.await(published, RunState.QUEUED);
            UUID next = api.submit(worker.pool());
            UUID urgent = api.submit(worker.pool(), ", priority: 3");
            api.await(urgent, RunState.QUEUED);

            // Then
            Instant now = Instant.now();
            assertThat(waiting(urgent).position()).isEqualTo(1);
            assertThat(waiting(published).reason()).isEqualTo(Reason.PRIORITY);
            assertThat(waiting(published).position()).isEqualTo(2);
            assertThat(waiting(next).position()).isEqualTo(3);
            Estimate start = Objects.requireNonNull(waiting(next).start());
            assertThat(start.basis()).contains("same architecture, dataset and epochs");
            assertThat(Duration.between(now, start.earliest()))
                    .isBetween(Duration.ofMinutes(29), Duration.ofMinutes(31));
            assertThat(start.latest()).isEqualTo(start.earliest());
            // And a run that has its slot waits for nothing
            assertThat(api.run(running).waiting()).isNull();
        }
    }

    @Test
    void listTellsItWhereItIsAskedTo() {
        // Given
        String pool = "pool-" + UUID.randomUUID();
        UUID run = api.submit(pool, ", notBefore: 2126-01-01T00:00:00Z");

        // When
        RunPage plain = api.get("/api/runs?id=" + run).as(RunPage.class);
        RunPage told = api.get("/api/runs?waiting=true&id=" + run).as(RunPage.class);

        // Then
        assertThat(plain.runs()).singleElement().extracting(RunView::waiting).isNull();
        assertThat(told.runs())
                .singleElement()
                .extracting(RunView::waiting)
                .satisfies(waiting ->
                        assertThat(waiting.explanation())
                                .isEqualTo("It is not to start before 2126-01-01T00:00:00Z."));
    }

    private Waiting waiting(UUID run) {
        return Objects.requireNonNull(api.run(run).waiting());
    }
}
