package io.trainyard.orchestrator.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.api.RunState;
import io.trainyard.contract.api.RunView;
import io.trainyard.contract.message.ControlMessage;
import io.trainyard.contract.message.FailureKind;
import io.trainyard.contract.message.Protocol;
import io.trainyard.contract.message.RunEvent;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@OrchestratorTest
class CancelIT {
    private final Api api = new Api();

    @Test
    void waitingRunIsCancelledAtOnce() {
        // Given
        UUID run = api.submit("pool-" + UUID.randomUUID());

        // When
        Reply reply = cancel(run);

        // Then
        assertThat(reply.status()).isEqualTo(202);
        assertThat(reply.as(RunView.class).state()).isEqualTo(RunState.CANCELLED);
        assertThat(cancel(run).problem()).isEqualTo("already-ended");
    }

    @Test
    void publishedRunIsCancelledAndNobodyCanClaimIt() {
        try (TestWorker worker = new TestWorker().announce(1)) {
            // Given
            UUID run = api.submit(worker.pool());
            api.await(run, RunState.QUEUED);

            // When
            Reply reply = cancel(run);

            // Then
            assertThat(reply.as(RunView.class).state()).isEqualTo(RunState.CANCELLED);
            assertThat(api.tryClaim(run, worker.name(), UUID.randomUUID()).problem())
                    .isEqualTo("not-claimable");
        }
    }

    @Test
    void runInPauseAfterFailureIsCancelledAtOnce() {
        try (TestWorker worker = new TestWorker().announce(1)) {
            // Given
            UUID run = api.submit(worker.pool());
            int attempt = api.claim(run, worker.name()).attempt();
            worker.send(
                    run, attempt, 1, new RunEvent.Failed(FailureKind.TRAINER_CRASHED, "gone", 3));
            api.await(run, RunState.RETRY_WAIT);

            // When
            cancel(run);

            // Then
            assertThat(api.run(run).state()).isEqualTo(RunState.CANCELLED);
        }
    }

    @Test
    void workerIsAskedToStopAndItsLastWordEndsTheRun() {
        try (TestWorker worker = new TestWorker().announce(1)) {
            // Given
            UUID run = api.submit(worker.pool());
            int attempt = api.claim(run, worker.name()).attempt();

            // When
            RunView asked = cancel(run).as(RunView.class);
            worker.awaitControls(1, new ControlMessage.Cancel(Protocol.VERSION, run, attempt));
            worker.send(run, attempt, 1, new RunEvent.Cancelled(7));

            // Then
            assertThat(asked.state()).isEqualTo(RunState.LEASED);
            assertThat(asked.cancelRequested()).isTrue();
            api.await(run, RunState.CANCELLED);
            assertThat(cancel(run).problem()).isEqualTo("already-ended");
        }
    }

    @Test
    void runThatFinishedBeforeItHeardOfTheCancelHasSucceeded() {
        try (TestWorker worker = new TestWorker().announce(1)) {
            // Given
            UUID run = api.submit(worker.pool());
            int attempt = api.claim(run, worker.name()).attempt();
            cancel(run);

            // When
            worker.send(run, attempt, 1, Events.finished(20), new RunEvent.Cancelled(20));

            // Then
            api.await(run, RunState.SUCCEEDED);
        }
    }

    private Reply cancel(UUID run) {
        return api.post("/api/runs/" + run + "/cancel");
    }
}
