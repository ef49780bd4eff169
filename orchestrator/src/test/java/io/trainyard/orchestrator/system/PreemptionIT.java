package io.trainyard.orchestrator.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trainyard.contract.api.AttemptState;
import io.trainyard.contract.api.AttemptView;
import io.trainyard.contract.api.RunState;
import io.trainyard.contract.message.ControlMessage;
import io.trainyard.contract.message.RunEvent;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@OrchestratorTest
class PreemptionIT {
    private final Api api = new Api();

    @Test
    void lessUrgentRunStopsForAMoreUrgentOneAndGoesOnLater() {
        try (TestWorker worker = new TestWorker().announce(1)) {
            // Given
            Pools.set(api, worker.pool(), "{\"preemption\": true, \"minimumRun\": \"PT0S\"}");
            UUID ordinary = api.submit(worker.pool());
            int attempt = api.claim(ordinary, worker.name()).attempt();

            // When
            UUID urgent = api.submit(worker.pool(), ", priority: 1");
            worker.awaitControls(1, ControlMessage.Cancel.suspending(ordinary, attempt));
            worker.send(ordinary, attempt, 1, Events.started(0), new RunEvent.Cancelled(7));

            // Then the urgent one has the slot
            await().until(() -> api.run(ordinary).state() != RunState.LEASED);
            int urgentAttempt = api.claim(urgent, worker.name()).attempt();
            AttemptView first =
                    api.get("/api/runs/" + ordinary + "/attempts").as(AttemptView[].class)[0];
            assertThat(first.state()).isEqualTo(AttemptState.PREEMPTED);
            assertThat(
                            Rows.read(
                                    "SELECT counted_failures + infrastructure_failures FROM run WHERE id = ?",
                                    ordinary))
                    .containsExactly(0);

            // When it is done
            worker.send(urgent, urgentAttempt, 1, Events.finished(20));

            // Then
            assertThat(api.claim(ordinary, worker.name()).attempt()).isEqualTo(attempt + 1);
        }
    }

    @Test
    void nobodyIsStoppedForAnEqualNorWhereThePoolForbidsIt() {
        try (TestWorker worker = new TestWorker().announce(1);
                TestWorker strict = new TestWorker().announce(1)) {
            // Given
            Pools.set(api, worker.pool(), "{\"preemption\": true, \"minimumRun\": \"PT0S\"}");
            UUID running = api.submit(worker.pool(), ", priority: 4");
            UUID kept = api.submit(strict.pool());
            api.claim(running, worker.name());
            api.claim(kept, strict.name());

            // When both pools have been looked at with the newcomers there
            UUID equal = api.submit(worker.pool(), ", priority: 4");
            UUID urgent = api.submit(strict.pool(), ", priority: 4");
            api.await(equal, RunState.QUEUED);
            api.await(urgent, RunState.QUEUED);

            // Then
            assertThat(interruptions(running, kept)).isZero();
        }
    }

    @Test
    void runThatHasJustBegunIsLeftAlone() {
        try (TestWorker worker = new TestWorker().announce(1)) {
            // Given
            Pools.set(api, worker.pool(), "{\"preemption\": true, \"minimumRun\": \"PT10M\"}");
            UUID running = api.submit(worker.pool());
            int attempt = api.claim(running, worker.name()).attempt();
            UUID urgent = api.submit(worker.pool(), ", priority: 4");
            api.await(urgent, RunState.QUEUED);
            assertThat(interruptions(running, urgent)).isZero();

            // When it has run for that long
            Rows.change(
                    "UPDATE attempt SET claimed_at = claimed_at - interval '11 minutes' WHERE run = ?",
                    running);

            // Then
            worker.beat(1);
            worker.awaitControls(1, ControlMessage.Cancel.suspending(running, attempt));
        }
    }

    private static long interruptions(UUID one, UUID other) {
        return Rows.count(
                "SELECT count(*) FROM run WHERE id IN (?, ?) AND interruption IS NOT NULL",
                one,
                other);
    }
}
