package io.trainyard.orchestrator.system;

import static io.trainyard.contract.message.CheckpointRole.BEST;
import static io.trainyard.contract.message.CheckpointRole.LAST;
import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.api.ProblemDetail;
import io.trainyard.contract.api.RunState;
import io.trainyard.contract.api.RunView;
import io.trainyard.orchestrator.queue.checkpoint.Collector;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OrchestratorTest
class RunWeightsIT {
    private final Api api = new Api();
    private final TestWorker worker = new TestWorker();
    private final Collector collector;
    private UUID source = new UUID(0, 0);
    private int attempt;

    RunWeightsIT(Collector collector) {
        this.collector = collector;
    }

    @BeforeEach
    void claimRun() {
        worker.announce(1);
        source = api.submit(worker.pool());
        attempt = api.claim(source, worker.name()).attempt();
    }

    @AfterEach
    void closeWorker() {
        worker.close();
    }

    @Test
    void aRunIsNamedByTheBeginningOfItsIdAndStoredByTheWhole() {
        // Given
        byte[] model = CheckpointFixture.bytes(100, 71);
        new CheckpointFixture(api, source, attempt).save(10, Set.of(BEST, LAST), model);
        end();

        // When
        Reply reply = api.send(api.submission(spec(source.toString().substring(0, 13), "lenet5")));

        // Then
        assertThat(reply.status()).isEqualTo(201);
        UUID run = reply.as(RunView.class).id();
        assertThat(api.get("/api/runs/%s/spec".formatted(run)).json().at("/model/weights").asText())
                .isEqualTo("run:" + source);

        // When
        collector.collect();

        // Then
        assertThat(new CheckpointFixture(api, source, attempt).listed()).hasSize(1);
    }

    @Test
    void aRunThatHasNotEndedIsRefused() {
        // Given
        new CheckpointFixture(api, source, attempt)
                .save(10, Set.of(BEST, LAST), CheckpointFixture.bytes(100, 72));

        // Then
        assertRefused(source.toString(), "lenet5", "wait until it has ended");
    }

    @Test
    void aRunWithoutCheckpointOrOfAnotherNetworkOrNoneIsRefused() {
        // Given
        end();

        // Then
        assertRefused(source.toString(), "lenet5", "without a checkpoint");
        assertRefused(UUID.randomUUID().toString(), "lenet5", "is no run of this server");
        assertRefused("best", "lenet5", "is no run: give");
    }

    @Test
    void weightsOfAnotherArchitectureAreRefused() {
        // Given
        new CheckpointFixture(api, source, attempt)
                .save(10, Set.of(BEST, LAST), CheckpointFixture.bytes(100, 73));
        end();

        // Then
        assertRefused(source.toString(), "alexnet", "the architectures must be the same");
    }

    private void end() {
        worker.send(source, attempt, 1, Events.started(0), Events.finished(10));
        api.await(source, RunState.SUCCEEDED);
    }

    private void assertRefused(String id, String architecture, String reason) {
        Reply reply = api.send(api.submission(spec(id, architecture)));
        assertThat(reply.status()).as(id).isEqualTo(400);
        assertThat(reply.as(ProblemDetail.class).problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.path()).isEqualTo("model.weights");
                    assertThat(problem.message()).contains("model.weights 'run:" + id, reason);
                });
    }

    private String spec(String id, String architecture) {
        return Api.spec(worker.pool(), "")
                .replace(
                        "{architecture: lenet5}",
                        "{architecture: %s, weights: 'run:%s'}".formatted(architecture, id));
    }
}
