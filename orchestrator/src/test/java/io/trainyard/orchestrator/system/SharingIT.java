package io.trainyard.orchestrator.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trainyard.contract.api.PoolView;
import io.trainyard.contract.api.ProblemDetail;
import io.trainyard.contract.api.RunState;
import io.trainyard.contract.api.RunView;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Slots among projects: weights, bounds, and what may wait. */
@OrchestratorTest
class SharingIT {
    private final Api api = new Api();

    @Test
    void laterProjectGetsItsPartOfThePool() {
        try (TestWorker worker = new TestWorker()) {
            // Given
            List<UUID> first = submit(worker, ", project: first", 6);
            List<UUID> second = submit(worker, ", project: second", 6);

            // When three slots and a margin of one are given out
            worker.announce(3);
            await().until(() -> queued(first) + queued(second) == 4);

            // Then
            assertThat(queued(first)).isEqualTo(2);
            assertThat(queued(second)).isEqualTo(2);
        }
    }

    @Test
    void heavierProjectGetsMore() {
        try (TestWorker worker = new TestWorker()) {
            // Given
            Reply set = Pools.setProject(api, worker.pool(), "heavy", "{\"weight\": 3}");
            List<UUID> light = submit(worker, ", project: light", 4);
            List<UUID> heavy = submit(worker, ", project: heavy", 4);

            // When
            worker.announce(3);
            await().until(() -> queued(light) + queued(heavy) == 4);

            // Then
            assertThat(set.as(PoolView.class).projects())
                    .singleElement()
                    .extracting(PoolView.ProjectView::weight)
                    .isEqualTo(3.0);
            assertThat(queued(light)).isEqualTo(1);
            assertThat(queued(heavy)).isEqualTo(3);
        }
    }

    @Test
    void noMoreRunThanProjectAndPoolMay() {
        try (TestWorker worker = new TestWorker()) {
            // Given
            Pools.set(api, worker.pool(), "{\"maxRunning\": 3}");
            Pools.setProject(api, worker.pool(), "bounded", "{\"maxRunning\": 1}");
            List<UUID> bounded = submit(worker, ", project: bounded, priority: 9", 3);
            List<UUID> other = submit(worker, ", project: other", 4);

            // When
            worker.announce(8);
            await().until(() -> queued(bounded) + queued(other) == 3);

            // Then
            assertThat(queued(bounded)).isEqualTo(1);
            assertThat(queued(other)).isEqualTo(2);

            // When the bounds go
            Pools.set(api, worker.pool(), "{\"maxRunning\": -1}");
            Pools.setProject(api, worker.pool(), "bounded", "{\"maxRunning\": -1}");

            // Then
            await().until(() -> queued(bounded) + queued(other) == 7);
        }
    }

    @Test
    void submissionBeyondTheQuotaIsRefusedWithWhatIsAllowed() {
        // Given
        String pool = "pool-" + UUID.randomUUID();
        Pools.setProject(api, pool, "small", "{\"maxWaiting\": 2}");
        api.submit(pool, ", project: small");
        UUID second = api.submit(pool, ", project: small");

        // When
        Reply reply = api.send(api.submission(Api.spec(pool, ", project: small")));

        // Then
        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.problem()).isEqualTo("quota-exceeded");
        assertThat(reply.as(ProblemDetail.class).detail())
                .contains("'small'", "2 waiting", "at most 2", "trainyard project set small");
        // And others are not concerned, nor is the project once it has fewer
        api.submit(pool, ", project: other");
        api.post("/api/runs/" + second + "/cancel");
        api.submit(pool, ", project: small");
    }

    @Test
    void moreUrgentRunIsPublishedInPlaceOfOneThatWaitsForItsSlot() {
        try (TestWorker worker = new TestWorker().announce(1)) {
            // Given a run on the only slot, and one on the margin
            UUID running = api.submit(worker.pool());
            api.claim(running, worker.name());
            UUID ordinary = api.submit(worker.pool());
            api.await(ordinary, RunState.QUEUED);

            // When
            UUID urgent = api.submit(worker.pool(), ", priority: 1");

            // Then
            api.await(urgent, RunState.QUEUED);
            api.await(ordinary, RunState.PENDING);
            assertThat(api.tryClaim(ordinary, worker.name(), UUID.randomUUID()).problem())
                    .isEqualTo("not-claimable");
            assertThat(api.run(running).state()).isEqualTo(RunState.LEASED);
        }
    }

    @Test
    void senselessRuleIsRefusedWithAllThatIsWrong() {
        // When
        Reply reply = Pools.setProject(api, "a-pool", "A", "{\"weight\": 0, \"maxRunning\": -2}");

        // Then
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.as(ProblemDetail.class).detail())
                .contains("project 'A'", "weight '0.0'", "maxRunning '-2'");
    }

    private List<UUID> submit(TestWorker worker, String resources, int count) {
        List<UUID> runs = new ArrayList<>();
        for (int made = 0; made < count; made++) {
            runs.add(api.submit(worker.pool(), resources));
        }
        return runs;
    }

    private long queued(List<UUID> runs) {
        return runs.stream()
                .map(api::run)
                .map(RunView::state)
                .filter(state -> state == RunState.QUEUED)
                .count();
    }
}
