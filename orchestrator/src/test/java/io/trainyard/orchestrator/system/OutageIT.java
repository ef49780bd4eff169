package io.trainyard.orchestrator.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trainyard.contract.api.RunState;
import io.trainyard.contract.api.RunView;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@OrchestratorTest
class OutageIT {
    private static final Duration RECOVERY = Duration.ofSeconds(60);

    private final Api api = new Api();

    @Test
    void runSubmittedWhileKafkaIsDownIsPublishedWhenItIsBack() throws Exception {
        try (TestWorker worker = new TestWorker().announce(2)) {
            // Given
            UUID leased = api.submit(worker.pool());
            api.claim(leased, worker.name());
            Stack.stopKafka();
            UUID run;
            Duration contact;
            try {
                contact = Leases.contact();

                // When
                run = api.submit(worker.pool());
                await().atMost(RECOVERY).until(() -> api.get("/q/health/ready").status() == 503);

                // Then the contact clock has stood still, but for marks on their way
                assertThat(Leases.contact().minus(contact)).isLessThan(Duration.ofSeconds(5));
                assertThat(api.run(leased).state()).isEqualTo(RunState.LEASED);
            } finally {
                Stack.startKafka();
            }

            // Then
            await().atMost(RECOVERY).until(() -> api.get("/q/health/ready").status() == 200);
            assertThat(worker.takeTasks(2)).extracting(task -> task.run()).contains(run);
            await().atMost(RECOVERY).until(() -> Leases.contact().compareTo(contact) > 0);
        }
    }

    @Test
    void nothingIsLostWhilePostgresIsDown() throws Exception {
        try (TestWorker worker = new TestWorker().announce(1)) {
            // Given
            UUID run = api.submit(worker.pool());
            int attempt = api.claim(run, worker.name()).attempt();
            String key = "key-" + run;
            String spec = Api.spec(worker.pool(), "");
            Stack.stopPostgres();
            Reply refused;
            try {
                // When
                refused = api.send(api.submission(spec).header("Idempotency-Key", key));
                worker.send(
                        run,
                        attempt,
                        1,
                        Events.losses(1, 10, 0.5),
                        Events.log("kept"),
                        Events.finished(10));
            } finally {
                Stack.startPostgres();
            }

            // Then
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.problem()).isEqualTo("database-unavailable");
            await().atMost(RECOVERY)
                    .ignoreExceptions()
                    .until(() -> api.run(run).state() == RunState.SUCCEEDED);
            assertThat(api.get("/api/runs/" + run + "/metrics").json().at("/0/steps").size())
                    .isEqualTo(10);
            Reply accepted = api.send(api.submission(spec).header("Idempotency-Key", key));
            assertThat(accepted.as(RunView.class).state()).isIn(RunState.PENDING, RunState.QUEUED);
        }
    }
}
