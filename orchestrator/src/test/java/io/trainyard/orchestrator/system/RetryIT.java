package io.trainyard.orchestrator.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.api.RunState;
import io.trainyard.contract.message.FailureKind;
import io.trainyard.contract.message.RunEvent;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@OrchestratorTest
class RetryIT {
    private final Api api = new Api();

    @Test
    void failureThatWouldRepeatEndsTheRun() {
        try (TestWorker worker = new TestWorker().announce(1)) {
            // Given
            UUID run = api.submit(worker.pool());
            int attempt = api.claim(run, worker.name()).attempt();

            // When
            worker.send(run, attempt, 1, new RunEvent.Failed(FailureKind.DATA_MISSING, "no /x", 0));

            // Then
            var failure = Objects.requireNonNull(api.await(run, RunState.FAILED).failure());
            assertThat(failure.kind()).isEqualTo(FailureKind.DATA_MISSING);
            assertThat(failure.message()).isEqualTo("no /x");
        }
    }

    @Test
    void failureThatMayPassIsTriedAgainWhileRetriesLast() {
        try (TestWorker worker = new TestWorker().announce(1)) {
            // Given
            UUID run = api.submit(worker.pool(), ", retries: 1");
            RunEvent crash = new RunEvent.Failed(FailureKind.TRAINER_CRASHED, "crash", 3);
            int first = api.claim(run, worker.name()).attempt();

            // When
            worker.send(run, first, 1, crash);
            api.await(run, RunState.RETRY_WAIT);
            Rows.change("UPDATE run SET not_before = clock_timestamp() WHERE id = ?", run);
            int second = api.claim(run, worker.name()).attempt();
            worker.send(run, second, 1, crash);

            // Then
            api.await(run, RunState.FAILED);
            assertThat(second).isEqualTo(first + 1);
        }
    }
}
