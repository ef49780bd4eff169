package io.trainyard.orchestrator.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trainyard.contract.api.AttemptState;
import io.trainyard.contract.api.AttemptView;
import io.trainyard.contract.api.RunState;
import io.trainyard.contract.api.WorkerView;
import io.trainyard.contract.catalogue.Catalogue;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.contract.message.ControlMessage;
import io.trainyard.contract.message.FailureKind;
import io.trainyard.contract.message.Protocol;
import io.trainyard.contract.message.WorkerMessage.Running;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@OrchestratorTest
class LeaseIT {
    private final Api api = new Api();

    @Test
    void endedLeaseGivesTheRunToAnotherAndFencesTheOld() {
        try (TestWorker worker = new TestWorker().announce(1)) {
            // Given
            UUID run = api.submit(worker.pool());
            int lost = api.claim(run, worker.name()).attempt();

            // When
            Leases.expire(run);

            // Then
            assertThat(api.claim(run, "another").attempt()).isEqualTo(lost + 1);
            worker.awaitControls(1, fence(run, lost));
            AttemptView old = api.get("/api/runs/" + run + "/attempts").as(AttemptView[].class)[0];
            assertThat(old.state()).isEqualTo(AttemptState.LOST);
            assertThat(old.failureKind()).isEqualTo(FailureKind.WORKER_LOST);
        }
    }

    @Test
    void lostRunThatShouldBeCancelledIsCancelled() {
        try (TestWorker worker = new TestWorker().announce(1)) {
            // Given
            UUID run = api.submit(worker.pool());
            api.claim(run, worker.name());
            api.post("/api/runs/" + run + "/cancel");

            // When
            Leases.expire(run);

            // Then
            assertThat(api.run(run).state()).isEqualTo(RunState.CANCELLED);
        }
    }

    @Test
    void runWhoseWorkersAreLostTooOftenFails() {
        try (TestWorker worker = new TestWorker().announce(1)) {
            // Given
            UUID run = api.submit(worker.pool());
            api.claim(run, worker.name());
            Rows.change("UPDATE run SET infrastructure_failures = 20 WHERE id = ?", run);

            // When
            Leases.expire(run);

            // Then
            var failure = Objects.requireNonNull(api.await(run, RunState.FAILED).failure());
            assertThat(failure.kind()).isEqualTo(FailureKind.WORKER_LOST);
        }
    }

    @Test
    void beatExtendsTheLeaseAndTellsTheStep() {
        try (TestWorker worker = new TestWorker().announce(1)) {
            // Given
            UUID run = api.submit(worker.pool());
            int attempt = api.claim(run, worker.name()).attempt();
            Rows.change(
                    "UPDATE run SET lease_until_ms = (SELECT elapsed_ms + 20000 FROM contact) WHERE id = ?",
                    run);

            // When
            worker.beat(1, new Running(run, attempt, 12));

            // Then
            await().until(() -> Leases.left(run).compareTo(Duration.ofSeconds(50)) > 0);
            assertThat(api.run(run).step()).isEqualTo(12);
        }
    }

    @Test
    void beatOfStaleAttemptIsAnsweredWithFence() {
        try (TestWorker worker = new TestWorker().announce(1)) {
            // Given
            UUID run = api.submit(worker.pool());
            int lost = api.claim(run, worker.name()).attempt();
            Leases.expire(run);
            api.claim(run, "another");
            worker.awaitControls(1, fence(run, lost));

            // When
            worker.beat(1, new Running(run, lost, 12));

            // Then
            worker.awaitControls(2, fence(run, lost));
            assertThat(api.run(run).step()).isZero();
        }
    }

    @Test
    void beatOfRunToBeCancelledIsAnsweredWithTheOrderAgain() {
        try (TestWorker worker = new TestWorker().announce(1)) {
            // Given
            UUID run = api.submit(worker.pool());
            int attempt = api.claim(run, worker.name()).attempt();
            api.post("/api/runs/" + run + "/cancel");
            worker.awaitControls(1, order(run, attempt));

            // When
            worker.beat(1, new Running(run, attempt, 12));

            // Then
            worker.awaitControls(2, order(run, attempt));
        }
    }

    @Test
    void workersAreShownUntilTheySayGoodbye() {
        try (TestWorker worker = new TestWorker().announce(3)) {
            // When
            await().until(() -> view(worker).alive());
            WorkerView alive = view(worker);
            worker.goodbye();

            // Then
            assertThat(alive.slots()).isEqualTo(3);
            assertThat(alive.host()).isEqualTo("test-host");
            await().until(() -> !view(worker).alive());
            assertThat(alive.left()).isFalse();
            assertThat(view(worker).left()).isTrue();
        }
    }

    @Test
    void componentsThatWorkerAnnouncesCanBeUsed() {
        try (TestWorker worker = new TestWorker()) {
            // Given
            var plugin =
                    ComponentDescriptor.of(
                            ComponentType.ARCHITECTURE, "plugin_net", "A plugin", Schema.object());
            String spec = Api.spec(worker.pool(), "").replace("lenet5", "plugin_net");
            int before = api.send(api.submission(spec)).status();

            // When
            worker.announce(1, new Catalogue("plugin", List.of(plugin)));

            // Then
            assertThat(before).isEqualTo(400);
            await().until(() -> api.send(api.submission(spec)).status() == 201);
        }
    }

    private static ControlMessage fence(UUID run, int attempt) {
        return new ControlMessage.Fenced(Protocol.VERSION, run, attempt);
    }

    private static ControlMessage order(UUID run, int attempt) {
        return new ControlMessage.Cancel(Protocol.VERSION, run, attempt);
    }

    private WorkerView view(TestWorker worker) {
        return Arrays.stream(api.get("/api/workers").as(WorkerView[].class))
                .filter(view -> view.worker().equals(worker.name()))
                .findFirst()
                .orElseGet(() ->
                        new WorkerView("", "", "", 0, "", false, false, Instant.EPOCH, List.of()));
    }
}
