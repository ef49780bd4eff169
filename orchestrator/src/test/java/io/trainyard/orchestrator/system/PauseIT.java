package io.trainyard.orchestrator.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.api.AttemptState;
import io.trainyard.contract.api.AttemptView;
import io.trainyard.contract.api.RunState;
import io.trainyard.contract.api.RunView;
import io.trainyard.contract.message.ControlMessage;
import io.trainyard.contract.message.RunEvent;
import io.trainyard.contract.message.WorkerMessage.Running;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@OrchestratorTest
class PauseIT {
    private final Api api = new Api();

    @Test
    void pausedRunIsNotPublishedUntilItIsResumed() {
        try (TestWorker worker = new TestWorker()) {
            // Given
            UUID run = api.submit(worker.pool());
            Reply paused = act(run, "pause");

            // When
            worker.announce(2);
            UUID other = api.submit(worker.pool());
            api.await(other, RunState.QUEUED);

            // Then
            assertThat(paused.status()).isEqualTo(202);
            assertThat(api.run(run).state()).isEqualTo(RunState.PAUSED);
            act(run, "resume");
            api.await(run, RunState.QUEUED);
            assertThat(act(run, "resume").problem()).isEqualTo("not-paused");
        }
    }

    @Test
    void runningRunIsSuspendedAndResumedFromWhereItWas() {
        try (TestWorker worker = new TestWorker().announce(1)) {
            // Given
            UUID run = api.submit(worker.pool());
            int attempt = api.claim(run, worker.name()).attempt();

            // When
            RunView asked = act(run, "pause").as(RunView.class);
            worker.awaitControls(1, ControlMessage.Cancel.suspending(run, attempt));
            worker.beat(1, new Running(run, attempt, 5));
            worker.awaitControls(2, ControlMessage.Cancel.suspending(run, attempt));
            worker.send(run, attempt, 1, new RunEvent.Cancelled(7));

            // Then
            assertThat(asked.state()).isEqualTo(RunState.LEASED);
            assertThat(asked.pauseRequested()).isTrue();
            assertThat(api.await(run, RunState.PAUSED).pauseRequested()).isFalse();
            assertThat(attempt(run, 1).state()).isEqualTo(AttemptState.RELEASED);

            // When
            act(run, "resume");

            // Then
            assertThat(api.claim(run, worker.name()).attempt()).isEqualTo(attempt + 1);
        }
    }

    @Test
    void publishedRunThatIsPausedCannotBeClaimed() {
        try (TestWorker worker = new TestWorker().announce(1)) {
            // Given
            UUID run = api.submit(worker.pool());
            api.await(run, RunState.QUEUED);

            // When
            act(run, "pause");

            // Then
            assertThat(api.tryClaim(run, worker.name(), UUID.randomUUID()).problem())
                    .isEqualTo("not-claimable");
            assertThat(act(run, "cancel").as(RunView.class).state()).isEqualTo(RunState.CANCELLED);
            assertThat(act(run, "pause").problem()).isEqualTo("already-ended");
        }
    }

    @Test
    void runResumedBeforeItsWorkerStoppedGoesOn() {
        try (TestWorker worker = new TestWorker().announce(1)) {
            // Given
            UUID run = api.submit(worker.pool());
            int attempt = api.claim(run, worker.name()).attempt();
            act(run, "pause");

            // When
            RunView resumed = act(run, "resume").as(RunView.class);
            worker.send(run, attempt, 1, new RunEvent.Cancelled(7));

            // Then
            assertThat(resumed.pauseRequested()).isFalse();
            assertThat(api.claim(run, worker.name()).attempt()).isEqualTo(attempt + 1);
        }
    }

    private Reply act(UUID run, String action) {
        return api.post("/api/runs/%s/%s".formatted(run, action));
    }

    private AttemptView attempt(UUID run, int number) {
        return api.get("/api/runs/" + run + "/attempts").as(AttemptView[].class)[number - 1];
    }
}
