package io.trainyard.orchestrator.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trainyard.contract.api.RunState;
import io.trainyard.contract.api.StreamItem;
import io.trainyard.contract.api.StreamItem.Happened;
import io.trainyard.contract.api.StreamItem.StateChanged;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@OrchestratorTest
class EventStreamIT {
    private final Api api = new Api();

    @Test
    void streamOfRunTellsItsWholeStoryInOrder() {
        try (TestWorker worker = new TestWorker().announce(1)) {
            // Given
            UUID run = api.submit(worker.pool());
            int attempt = api.claim(run, worker.name()).attempt();
            worker.send(run, attempt, 1, Events.started(0), Events.log("hello"));

            // When
            try (EventReader reader = EventReader.open(api, "?run=" + run).await(5)) {
                worker.send(run, attempt, 3, Events.losses(1, 10, 0.5), Events.finished(10));
                reader.await(8);

                // Then
                assertThat(reader.ids()).isSorted().doesNotHaveDuplicates();
                assertThat(reader.items())
                        .filteredOn(StateChanged.class::isInstance)
                        .extracting(item -> ((StateChanged) item).state())
                        .containsExactly(
                                RunState.PENDING,
                                RunState.QUEUED,
                                RunState.LEASED,
                                RunState.SUCCEEDED);
                assertThat(reader.items())
                        .filteredOn(Happened.class::isInstance)
                        .extracting(item -> ((Happened) item).seq())
                        .containsExactly(1L, 2L, 3L, 4L);
                assertThat(((Happened) reader.items().get(4)).event())
                        .isEqualTo(Events.log("hello"));
            }
        }
    }

    @Test
    void resumedStreamHasNeitherGapsNorDoubles() {
        try (TestWorker worker = new TestWorker().announce(1)) {
            // Given a stream that breaks off somewhere, while events go on
            UUID run = api.submit(worker.pool());
            int attempt = api.claim(run, worker.name()).attempt();
            List<Long> ids = new ArrayList<>();
            int total = 3;
            for (int part = 0; part < 4; part++) {
                String last = ids.isEmpty() ? "0" : ids.getLast().toString();
                for (int seq = 1; seq <= 25; seq++) {
                    worker.send(run, attempt, part * 25L + seq, Events.log("line"));
                }
                total += 25;

                // When
                try (EventReader reader =
                        EventReader.open(api, "?run=" + run, "Last-Event-ID", last)) {
                    // Less than there is: the next part has to take up what is left.
                    reader.await(Math.max(1, total - ids.size() - 10));
                    ids.addAll(List.copyOf(reader.ids()));
                }
            }
            try (EventReader rest =
                    EventReader.open(api, "?run=" + run + "&after=" + ids.getLast())) {
                rest.await(total - ids.size());
                ids.addAll(rest.ids());
            }

            // Then
            assertThat(ids).hasSize(total).isSorted().doesNotHaveDuplicates();
            assertThat(ids)
                    .containsExactlyElementsOf(
                            Rows.read("SELECT id FROM event WHERE run = ? ORDER BY id", run)
                                    .stream()
                                    .map(id -> ((Number) id).longValue())
                                    .toList());
        }
    }

    @Test
    void streamWithoutPositionTellsWhatHappensFromNowOnOfAllRuns() {
        // Given
        UUID before = api.submit("pool-" + UUID.randomUUID());

        // When
        try (EventReader reader = EventReader.open(api, "")) {
            UUID first = api.submit("pool-" + UUID.randomUUID());
            UUID second = api.submit("pool-" + UUID.randomUUID());
            await().until(() ->
                    reader.items().stream()
                            .map(StreamItem::run)
                            .toList()
                            .containsAll(List.of(first, second)));

            // Then
            assertThat(reader.items()).extracting(StreamItem::run).doesNotContain(before);
            assertThat(reader.comments()).isNotEmpty();
        }
    }

    @Test
    void parallelWritersLeaveNoGapInTheStream() {
        // Given
        long before = Rows.count("SELECT coalesce(max(id), 0) FROM event");
        try (EventReader reader = EventReader.open(api, "?after=" + before);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            // When
            List<CompletableFuture<UUID>> writers =
                    IntStream.range(0, 200)
                            .mapToObj(_ ->
                                    CompletableFuture.supplyAsync(
                                            () -> api.submit("pool-of-nobody"), threads))
                            .toList();
            List<UUID> runs = writers.stream().map(CompletableFuture::join).toList();
            reader.await(runs.size());

            // Then
            await().untilAsserted(() ->
                    assertThat(reader.items()).extracting(StreamItem::run).containsAll(runs));
            assertThat(reader.ids()).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void positionThatIsNoNumberIsRefused() {
        // Then
        assertThat(api.get("/api/events?after=x").problem()).isEqualTo("parameter-invalid");
    }
}
