package io.trainyard.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.trainyard.client.TrainyardClient;
import io.trainyard.contract.Wire;
import io.trainyard.contract.api.AttemptState;
import io.trainyard.contract.api.AttemptView;
import io.trainyard.contract.api.EpochView;
import io.trainyard.contract.api.RunState;
import io.trainyard.contract.api.RunView;
import io.trainyard.contract.api.SeriesView;
import io.trainyard.contract.api.WorkerView;
import io.trainyard.contract.message.FailureKind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes are killed as hard as the system can; no run is lost and no curve has a gap. */
class KilledProcessesIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int EPOCHS = 60;

    @TempDir private static Path folder;

    private static Launcher trainyard;

    private TrainyardClient client;

    @BeforeAll
    static void chooseShortLeases() {
        // A lease of seconds, so that a takeover need not be waited for
        trainyard =
                new Launcher(
                        folder.resolve("data"),
                        Map.of("TRAINYARD_LEASE", "5s", "TRAINYARD_HEARTBEAT", "1s"));
    }

    /** Starts the server, or what an earlier test has killed of it. */
    @BeforeEach
    void startServer() throws IOException {
        trainyard.run("up", "--port", "0", "--data-root", folder.toString()).succeeded();
        client = new TrainyardClient(URI.create(state().get("url").asText()), null);
    }

    @AfterAll
    static void stopServer() {
        trainyard.run("down").succeeded();
    }

    @Test
    void runOfAKilledAgentIsTakenOverWithoutAGap() throws IOException {
        // Given a run on the server's own worker, and another worker that waits
        RunView run = submitLongRun();
        awaitEpoch(run.id(), 5);
        Process other = trainyard.start(folder.resolve("other.log"), "worker");
        try {
            await().atMost(LIMIT).until(() -> living() == 2);
            ProcessHandle agent = process("worker");
            List<ProcessHandle> trainers = agent.descendants().toList();
            assertThat(trainers).isNotEmpty();

            // When
            agent.destroyForcibly();

            // Then no trainer is left behind
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> trainers.stream().noneMatch(ProcessHandle::isAlive));
            // And the other worker ends the run, once
            awaitSuccess(run.id());
            assertThat(client.attempts(run.id()))
                    .extracting(AttemptView::state)
                    .containsExactly(AttemptState.LOST, AttemptState.SUCCEEDED);
            assertThat(client.attempts(run.id()).getLast().resumedFrom()).isPositive();
            assertNoGap(run.id());
        } finally {
            other.descendants().forEach(ProcessHandle::destroy);
            other.destroy();
        }
    }

    @Test
    void trainingGoesOnWhileTheOrchestratorIsDead() throws IOException {
        // Given
        RunView run = submitLongRun();
        awaitEpoch(run.id(), 5);

        // When the orchestrator is away for longer than a lease
        process("orchestrator").destroyForcibly();
        await().pollDelay(Duration.ofSeconds(7))
                .atMost(LIMIT)
                .until(() -> process("worker").isAlive());
        trainyard.run("up", "--port", "0").succeeded();

        // Then the same attempt ends the run
        awaitSuccess(run.id());
        assertThat(client.attempts(run.id()))
                .extracting(AttemptView::state)
                .containsExactly(AttemptState.SUCCEEDED);
        assertNoGap(run.id());
        assertThat(client.checkpoints(run.id())).isNotEmpty();
    }

    @Test
    void cancelledRunStopsAndItsWorkerTakesTheNext() throws IOException {
        // Given
        RunView first = submitLongRun();
        awaitEpoch(first.id(), 2);

        // When
        client.cancel(first.id());

        // Then
        await().atMost(Duration.ofSeconds(10))
                .until(() -> client.run(first.id()).state() == RunState.CANCELLED);
        RunView second = submitLongRun();
        awaitEpoch(second.id(), 1);
        client.cancel(second.id());
        await().atMost(Duration.ofSeconds(10))
                .until(() -> client.run(second.id()).state() == RunState.CANCELLED);
    }

    @Test
    void missingDatasetFailsTheRunWithItsPath() {
        // Given
        Path missing = folder.resolve("nowhere");
        String spec =
                """
                name: missing
                kind: train
                dataset: {kind: class_folder, train: "%s", validationFraction: 0.5}
                model: {architecture: lenet5}
                optimizer: {kind: sgd, learningRate: 0.1}
                """
                        .formatted(missing);

        // When
        RunView run = client.submit(spec, UUID.randomUUID().toString());

        // Then
        await().atMost(LIMIT).until(() -> client.run(run.id()).state() == RunState.FAILED);
        assertThat(client.run(run.id()).failure())
                .isNotNull()
                .satisfies(failure -> {
                    assertThat(failure.kind()).isEqualTo(FailureKind.DATA_MISSING);
                    assertThat(failure.message()).contains(missing.toString());
                });
    }

    private RunView submitLongRun() {
        return client.submit(
                """
                name: long
                kind: train
                dataset: digits
                model: {architecture: lenet5}
                optimizer: {kind: adam, learningRate: 0.0005}
                training: {epochs: %d, batchSize: 16, seed: 3}
                """
                        .formatted(EPOCHS),
                UUID.randomUUID().toString());
    }

    private long living() {
        return client.workers().stream().filter(WorkerView::alive).count();
    }

    private void awaitEpoch(UUID run, int epoch) {
        await().atMost(LIMIT).until(() -> client.run(run).epoch() >= epoch);
    }

    private void awaitSuccess(UUID run) {
        await().atMost(LIMIT).until(() -> client.run(run).state().isTerminal());
        assertThat(client.run(run).state()).isEqualTo(RunState.SUCCEEDED);
    }

    /** Every epoch and every step is there, exactly once. */
    private void assertNoGap(UUID run) {
        assertThat(client.epochs(run))
                .extracting(EpochView::epoch)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, EPOCHS).boxed().toList());
        SeriesView loss =
                client.metrics(run).stream()
                        .filter(series -> series.name().equals("train.loss"))
                        .findFirst()
                        .orElseThrow();
        assertThat(loss.steps())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, client.run(run).steps()).boxed().toList());
    }

    private ProcessHandle process(String program) throws IOException {
        for (JsonNode child : state().get("children")) {
            if (child.get("name").asText().equals(program)) {
                return ProcessHandle.of(child.get("pid").asLong()).orElseThrow();
            }
        }
        throw new AssertionError("no " + program + " in " + state());
    }

    private JsonNode state() throws IOException {
        return Wire.json().readTree(Files.readString(folder.resolve("data/server.json")));
    }
}
