package io.trainyard.orchestrator.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trainyard.contract.api.AttemptState;
import io.trainyard.contract.api.AttemptView;
import io.trainyard.contract.api.EpochView;
import io.trainyard.contract.api.LogView;
import io.trainyard.contract.api.RunState;
import io.trainyard.contract.api.SeriesView;
import io.trainyard.contract.message.EventEnvelope;
import io.trainyard.contract.message.FailureKind;
import io.trainyard.contract.message.RunEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

@OrchestratorTest
class EventIngestionIT {
    private static final long SEED = 42;

    private final Api api = new Api();

    @Test
    void shuffledAndRepeatedEventsAreWrittenOnce() {
        try (TestWorker worker = new TestWorker().announce(1)) {
            // Given
            UUID run = api.submit(worker.pool());
            int attempt = api.claim(run, worker.name()).attempt();
            List<EventEnvelope> events = new ArrayList<>();
            for (int epoch = 1; epoch <= 2; epoch++) {
                long first = (epoch - 1) * 10L + 1;
                events.add(
                        worker.event(
                                run, attempt, 10L * epoch, Events.losses(first, first + 9, 0.5)));
                events.add(
                        worker.event(
                                run,
                                attempt,
                                10L * epoch + 1,
                                Events.epochEnded(epoch, epoch / 2.0)));
                events.add(
                        worker.event(run, attempt, 10L * epoch + 2, Events.log("epoch " + epoch)));
            }
            List<EventEnvelope> deliveries = new ArrayList<>();
            for (int copy = 0; copy < 3; copy++) {
                deliveries.addAll(events);
            }
            Collections.shuffle(deliveries, new Random(SEED));

            // When
            deliveries.forEach(worker::send);
            worker.send(run, attempt, 30, Events.finished(20));
            api.await(run, RunState.SUCCEEDED);

            // Then
            assertThat(series(run).steps()).containsExactlyElementsOf(steps(1, 20));
            assertThat(epochs(run)).extracting(EpochView::epoch).containsExactly(1, 2);
            assertThat(logs(run)).hasSize(2);
            assertThat(
                            Rows.count(
                                    "SELECT count(*) FROM event WHERE run = ? AND seq IS NOT NULL",
                                    run))
                    .isEqualTo(events.size() + 1L);
            assertThat(api.run(run).values()).containsEntry("validation.accuracy", 1.0);
        }
    }

    @Test
    void lineageAfterTakeoverHasNeitherGapsNorDoubles() {
        try (TestWorker worker = new TestWorker().announce(1)) {
            // Given an attempt that got to step 17 and had saved step 10
            UUID run = api.submit(worker.pool());
            int lost = api.claim(run, worker.name()).attempt();
            worker.send(
                    run,
                    lost,
                    1,
                    Events.started(0),
                    Events.losses(1, 10, 1.0),
                    Events.epochEnded(1, 0.5));
            Leases.expire(run);
            int winner = api.claim(run, worker.name()).attempt();

            // When the first one's late metrics arrive after the second has begun
            worker.send(run, winner, 1, Events.started(10), Events.losses(11, 15, 2.0));
            worker.send(run, lost, 4, Events.losses(11, 17, 1.0));
            worker.send(run, winner, 3, Events.finished(15));
            api.await(run, RunState.SUCCEEDED);
            await().until(() ->
                    Rows.count(
                                    "SELECT count(*) FROM metric WHERE run = ? AND attempt = ?",
                                    run,
                                    lost)
                            == 2);

            // Then
            SeriesView loss = series(run);
            assertThat(loss.steps()).containsExactlyElementsOf(steps(1, 15));
            assertThat(loss.values().subList(0, 10)).containsOnly(1.0);
            assertThat(loss.values().subList(10, 15)).containsOnly(2.0);
            assertThat(epochs(run)).extracting(EpochView::attempt).containsExactly(lost);
        }
    }

    @Test
    void lastWordOfLostAttemptChangesNothing() {
        try (TestWorker worker = new TestWorker().announce(1)) {
            // Given
            UUID run = api.submit(worker.pool());
            int lost = api.claim(run, worker.name()).attempt();
            Leases.expire(run);
            int current = api.claim(run, worker.name()).attempt();

            // When
            worker.send(run, lost, 1, new RunEvent.Failed(FailureKind.DIVERGED, "late", 3));
            worker.send(run, lost, 2, Events.finished(20));
            worker.send(run, current, 1, Events.log("still there"));
            await().until(() -> logs(run).size() == 1);

            // Then
            assertThat(api.run(run).state()).isEqualTo(RunState.LEASED);
            assertThat(attempts(run))
                    .extracting(AttemptView::state)
                    .containsExactly(AttemptState.LOST, AttemptState.CLAIMED);
        }
    }

    @Test
    void runEndsOnce() {
        try (TestWorker worker = new TestWorker().announce(1)) {
            // Given
            UUID run = api.submit(worker.pool());
            int attempt = api.claim(run, worker.name()).attempt();

            // When
            worker.send(
                    run,
                    attempt,
                    1,
                    Events.finished(20),
                    new RunEvent.Failed(FailureKind.INTERNAL, "after the end", 20),
                    new RunEvent.Cancelled(20),
                    Events.log("last"));
            await().until(() -> logs(run).size() == 1);

            // Then
            assertThat(api.run(run).state()).isEqualTo(RunState.SUCCEEDED);
            assertThat(
                            Rows.read(
                                    "SELECT body #>> '{}' FROM event WHERE run = ? AND type = 'state' ORDER BY id",
                                    run))
                    .containsExactly("PENDING", "QUEUED", "LEASED", "SUCCEEDED");
        }
    }

    private SeriesView series(UUID run) {
        return api.get("/api/runs/" + run + "/metrics?name=train.loss").as(SeriesView[].class)[0];
    }

    private List<EpochView> epochs(UUID run) {
        return List.of(api.get("/api/runs/" + run + "/epochs").as(EpochView[].class));
    }

    private List<LogView> logs(UUID run) {
        return List.of(api.get("/api/runs/" + run + "/logs").as(LogView[].class));
    }

    private List<AttemptView> attempts(UUID run) {
        return List.of(api.get("/api/runs/" + run + "/attempts").as(AttemptView[].class));
    }

    private static List<Long> steps(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }
}
