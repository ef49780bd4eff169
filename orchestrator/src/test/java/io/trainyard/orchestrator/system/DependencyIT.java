package io.trainyard.orchestrator.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trainyard.contract.api.ProblemDetail;
import io.trainyard.contract.api.RunState;
import io.trainyard.contract.message.FailureKind;
import io.trainyard.contract.message.RunEvent;
import io.trainyard.contract.spec.Problem;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@OrchestratorTest
class DependencyIT {
    private final Api api = new Api();

    @Test
    void runStartsOnceTheOneItFollowsHasSucceeded() {
        try (TestWorker worker = new TestWorker().announce(4)) {
            // Given
            UUID first = api.submit(worker.pool());
            UUID second = api.submit(worker.pool(), after(first, "success"));
            int attempt = api.claim(first, worker.name()).attempt();
            assertThat(api.run(second).state()).isEqualTo(RunState.PENDING);

            // When
            worker.send(first, attempt, 1, Events.finished(20));

            // Then
            api.await(second, RunState.QUEUED);
        }
    }

    @Test
    void runsThatNeededTheSuccessFailAndTheOthersStart() {
        try (TestWorker worker = new TestWorker().announce(4)) {
            // Given
            UUID first = api.submit(worker.pool());
            UUID needing = api.submit(worker.pool(), after(first, "success"));
            UUID further = api.submit(worker.pool(), after(needing, "success"));
            UUID either = api.submit(worker.pool(), after(first, "end"));
            UUID held = api.submit(worker.pool(), after(first, "success"));
            api.post("/api/runs/" + held + "/pause");
            int attempt = api.claim(first, worker.name()).attempt();

            // When
            worker.send(
                    first, attempt, 1, new RunEvent.Failed(FailureKind.DATA_MISSING, "no /x", 0));

            // Then
            var failure = Objects.requireNonNull(api.await(needing, RunState.FAILED).failure());
            assertThat(failure.kind()).isEqualTo(FailureKind.DEPENDENCY_FAILED);
            assertThat(failure.message()).contains(first.toString(), "failed", "when: end");
            api.await(further, RunState.FAILED);
            api.await(held, RunState.FAILED);
            api.await(either, RunState.QUEUED);
        }
    }

    @Test
    void followerOfARunThatHasAlreadyEndedIsDecidedAtOnce() {
        try (TestWorker worker = new TestWorker().announce(1)) {
            // Given
            UUID cancelled = api.submit(worker.pool());
            api.post("/api/runs/" + cancelled + "/cancel");

            // When
            UUID needing = api.submit(worker.pool(), after(cancelled, "success"));
            UUID either = api.submit(worker.pool(), after(cancelled, "end"));

            // Then
            api.await(needing, RunState.FAILED);
            api.await(either, RunState.QUEUED);
        }
    }

    @Test
    void onlyRunsThatThereAreCanBeFollowed() {
        // Given
        UUID unknown = UUID.randomUUID();

        // When
        Reply reply =
                api.send(
                        api.submission(
                                Api.spec("pool-" + UUID.randomUUID(), after(unknown, "end"))));

        // Then
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.as(ProblemDetail.class).problems())
                .extracting(Problem::path)
                .containsExactly("resources.after[0].run");
    }

    @Test
    void runDoesNotStartBeforeItsTime() {
        try (TestWorker worker = new TestWorker().announce(2)) {
            // Given
            UUID later =
                    api.submit(worker.pool(), ", priority: 9, notBefore: 2126-01-01T00:00:00Z");
            UUID now = api.submit(worker.pool(), ", notBefore: 2026-01-01T00:00:00+02:00");
            api.await(now, RunState.QUEUED);
            assertThat(api.run(later).state()).isEqualTo(RunState.PENDING);

            // When its time has come
            Rows.change("UPDATE run SET earliest_start = clock_timestamp() WHERE id = ?", later);

            // Then
            await().until(() -> api.run(later).state() == RunState.QUEUED);
        }
    }

    @Test
    void timeThatNoCalendarHasIsRefused() {
        // When
        Reply reply =
                api.send(api.submission(Api.spec("default", ", notBefore: 2026-02-30T00:00:00Z")));

        // Then
        assertThat(reply.as(ProblemDetail.class).problems())
                .extracting(Problem::path)
                .containsExactly("resources.notBefore");
    }

    private static String after(UUID run, String when) {
        return ", after: [{run: %s, when: %s}]".formatted(run, when);
    }
}
