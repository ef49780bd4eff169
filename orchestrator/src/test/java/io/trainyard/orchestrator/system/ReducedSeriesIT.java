package io.trainyard.orchestrator.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trainyard.contract.api.ProblemDetail;
import io.trainyard.contract.api.SeriesView;
import io.trainyard.contract.message.RunEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@OrchestratorTest
class ReducedSeriesIT {
    private final Api api = new Api();

    @Test
    void reducedSeriesIsOfTheLineageAndKeepsItsExtremes() {
        try (TestWorker worker = new TestWorker().announce(1)) {
            // Given an attempt that was lost at step 17, and one that went on from step 10
            UUID run = api.submit(worker.pool());
            int lost = api.claim(run, worker.name()).attempt();
            worker.send(run, lost, 1, Events.started(0), losses(1, 10), losses(11, 17));
            Leases.expire(run);
            int winner = api.claim(run, worker.name()).attempt();
            worker.send(run, winner, 1, Events.started(10), losses(11, 40), Events.finished(40));
            await().until(() -> series(run, "").getFirst().steps().size() == 40);

            // When
            SeriesView all = series(run, "?points=1000").getFirst();
            SeriesView four = series(run, "?points=4").getFirst();
            SeriesView part = series(run, "?points=2&from=5&to=8").getFirst();

            // Then
            assertThat(all).isEqualTo(series(run, "").getFirst());
            // Buckets of ten steps, falling values: the first and the last of each.
            assertThat(four.steps()).containsExactly(1L, 10L, 11L, 20L, 21L, 30L, 31L, 40L);
            assertThat(four.values())
                    .containsExactly(99.0, 90.0, 89.0, 80.0, 79.0, 70.0, 69.0, 60.0);
            assertThat(part.steps()).containsExactly(5L, 6L, 7L, 8L);
            assertThat(series(run, "?from=39").getFirst().steps()).containsExactly(39L, 40L);
            assertThat(series(run, "?points=5&name=other")).isEmpty();
            assertThat(series(run, "?points=5&from=41")).isEmpty();
        }
    }

    @Test
    void valuesThatAreNoNumbersAreWrittenAsText() {
        try (TestWorker worker = new TestWorker().announce(1)) {
            // Given
            UUID run = api.submit(worker.pool());
            int attempt = api.claim(run, worker.name()).attempt();
            worker.send(
                    run,
                    attempt,
                    1,
                    new RunEvent.Metrics(
                            1,
                            List.of(1L, 2L, 3L),
                            Map.of(
                                    "train.loss",
                                    List.of(Double.NaN, 1.5, Double.NEGATIVE_INFINITY))));
            await().until(() -> !series(run, "").isEmpty());

            // Then
            for (String reduction : List.of("", "?points=10")) {
                var values =
                        api.get("/api/runs/%s/metrics%s".formatted(run, reduction))
                                .json()
                                .at("/0/values");
                assertThat(values.toString()).isEqualTo("[\"NaN\",1.5,\"-Infinity\"]");
            }
        }
    }

    @Test
    void parametersOutOfBoundsAreRefused() {
        // Given
        UUID run = api.submit("pool-" + UUID.randomUUID());
        String path = "/api/runs/" + run + "/metrics";

        // Then
        for (String query : List.of("points=0", "points=10001", "from=-1", "from=9&to=8", "to=x")) {
            Reply reply = api.get(path + "?" + query);
            assertThat(reply.problem()).as(query).isEqualTo("parameter-invalid");
            assertThat(reply.as(ProblemDetail.class).detail()).contains("is not a whole number");
        }
        assertThat(api.get(path + "?points=9").json()).isEmpty();
        assertThat(api.get("/api/runs/%s/metrics?points=9".formatted(UUID.randomUUID())).status())
                .isEqualTo(404);
    }

    private List<SeriesView> series(UUID run, String query) {
        return List.of(
                api.get("/api/runs/%s/metrics%s".formatted(run, query)).as(SeriesView[].class));
    }

    /** Of step 1 a loss of 99, of step 2 one of 98 and so on. */
    private static RunEvent losses(long first, long last) {
        List<Long> steps = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (long step = first; step <= last; step++) {
            steps.add(step);
            values.add(100.0 - step);
        }
        return new RunEvent.Metrics(1, steps, Map.of("train.loss", values));
    }
}
