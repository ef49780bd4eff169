package io.trainyard.orchestrator.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.api.AttemptState;
import io.trainyard.contract.api.AttemptView;
import io.trainyard.contract.api.RunState;
import io.trainyard.contract.spec.SpecValidator;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@OrchestratorTest
class TaskDeliveryIT {
    private final Api api = new Api();

    @Test
    void submittedRunReachesWorkerAndEndsWithItsResults() {
        try (TestWorker worker = new TestWorker()) {
            // Given
            worker.announce(1);
            UUID run = api.submit(worker.pool());

            // When
            var task = worker.takeTasks(1).getFirst();
            int attempt = api.claim(run, worker.name()).attempt();
            worker.send(
                    run,
                    attempt,
                    1,
                    Events.started(0),
                    Events.losses(1, 10, 0.5),
                    Events.epochEnded(1, 0.9),
                    Events.evaluated("test", 20, 0.97),
                    Events.finished(20));
            var ended = api.await(run, RunState.SUCCEEDED);

            // Then
            assertThat(task.run()).isEqualTo(run);
            assertThat(SpecValidator.bind(task.spec()).training().epochs()).isEqualTo(2);
            assertThat(ended.worker()).isEqualTo(worker.name());
            assertThat(ended.values()).containsEntry("test.accuracy", 0.97);
            assertThat(ended.steps()).isEqualTo(20);
            assertThat(api.get("/api/runs/" + run + "/attempts").as(AttemptView[].class))
                    .singleElement()
                    .extracting(AttemptView::state)
                    .isEqualTo(AttemptState.SUCCEEDED);
            assertThat(
                            api.get("/api/runs/" + run + "/evaluations")
                                    .json()
                                    .at("/0/matrix/0/1")
                                    .asInt())
                    .isEqualTo(1);
            assertThat(
                            api.get("/api/runs/" + run + "/evaluations")
                                    .json()
                                    .at("/0/report/mistakes/0/sample")
                                    .asText())
                    .isEqualTo("0/7.png");
            // And what every stream carries has no matrix
            assertThat(
                            Rows.read(
                                    "SELECT body->>'matrix' FROM event WHERE run = ? AND type = 'evaluated' AND body->'report' IS NULL",
                                    run))
                    .isEqualTo(List.of("[]"));
        }
    }

    @Test
    void urgentRunsArePublishedFirstAndOthersWaitUntilSlotsAreFree() {
        try (TestWorker worker = new TestWorker()) {
            // Given
            UUID ordinary = api.submit(worker.pool());
            UUID later = api.submit(worker.pool());
            UUID urgent = api.submit(worker.pool(), ", priority: 5");

            // When one slot and the margin of one have room for two of three
            worker.announce(1);
            api.await(urgent, RunState.QUEUED);
            api.await(ordinary, RunState.QUEUED);

            // Then
            assertThat(worker.takeTasks(2))
                    .extracting(task -> task.run())
                    .containsExactly(urgent, ordinary);
            assertThat(api.run(later).state()).isEqualTo(RunState.PENDING);

            // When
            worker.beat(2);

            // Then
            api.await(later, RunState.QUEUED);
        }
    }
}
