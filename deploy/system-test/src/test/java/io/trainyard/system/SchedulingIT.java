package io.trainyard.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.trainyard.client.TrainyardClient;
import io.trainyard.contract.Wire;
import io.trainyard.contract.api.AttemptState;
import io.trainyard.contract.api.AttemptView;
import io.trainyard.contract.api.RunState;
import io.trainyard.contract.api.RunView;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real worker's only slot, given from run to run. */
class SchedulingIT {
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int ENDLESS = 10_000;

    @TempDir private static Path folder;

    private static Launcher trainyard;
    private static TrainyardClient client;

    @BeforeAll
    static void startServer() throws IOException {
        trainyard = new Launcher(folder.resolve("data"), Map.of("TRAINYARD_HEARTBEAT", "1s"));
        trainyard.run("up", "--port", "0").succeeded();
        String url =
                Wire.json()
                        .readTree(Files.readString(folder.resolve("data/server.json")))
                        .get("url")
                        .asText();
        client = new TrainyardClient(URI.create(url), null);
    }

    @AfterAll
    static void stopServer() {
        trainyard.run("down").succeeded();
    }

    @Test
    void pausedRunKeepsItsCheckpointAndGoesOnFromIt() {
        // Given
        RunView run = submit(ENDLESS, 0);
        awaitEpoch(run.id(), 2);

        // When
        trainyard.run("pause", run.id().toString()).succeeded();
        awaitState(run.id(), RunState.PAUSED);
        long reached = client.checkpoints(run.id()).getFirst().step();
        trainyard.run("resume", run.id().toString()).succeeded();

        // Then
        await().atMost(LIMIT)
                .until(() ->
                        client.attempts(run.id()).size() == 2
                                && client.attempts(run.id()).getLast().state()
                                        == AttemptState.RUNNING);
        List<AttemptView> attempts = client.attempts(run.id());
        assertThat(attempts.getFirst().state()).isEqualTo(AttemptState.RELEASED);
        assertThat(attempts.getLast().resumedFrom()).isPositive().isGreaterThanOrEqualTo(reached);
        end(run.id());
    }

    @Test
    void urgentRunTakesTheSlotAndTheOtherGoesOnAfterIt() {
        // Given
        trainyard
                .run("pool", "set", "default", "--preemption", "on", "--minimum-run", "PT0S")
                .succeeded();
        RunView ordinary = submit(ENDLESS, 0);
        awaitEpoch(ordinary.id(), 1);

        // When
        RunView urgent = submit(2, 5);
        awaitState(urgent.id(), RunState.SUCCEEDED);

        // Then
        await().atMost(LIMIT).until(() -> client.attempts(ordinary.id()).size() == 2);
        List<AttemptView> attempts = client.attempts(ordinary.id());
        assertThat(attempts.getFirst().state()).isEqualTo(AttemptState.PREEMPTED);
        assertThat(attempts.getLast().resumedFrom()).isPositive();
        end(ordinary.id());
        trainyard.run("pool", "set", "default", "--preemption", "off").succeeded();
    }

    private static RunView submit(int epochs, int priority) {
        return client.submit(
                """
                name: scheduled
                kind: train
                dataset: digits
                model: {architecture: lenet5}
                optimizer: {kind: adam, learningRate: 0.0005}
                training: {epochs: %d, batchSize: 64, seed: 3}
                resources: {priority: %d}
                """
                        .formatted(epochs, priority),
                UUID.randomUUID().toString());
    }

    private static void awaitEpoch(UUID run, int epoch) {
        await().atMost(LIMIT).until(() -> client.run(run).epoch() >= epoch);
    }

    private static void awaitState(UUID run, RunState state) {
        await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> client.run(run).state() == state);
    }

    private static void end(UUID run) {
        client.cancel(run);
        awaitState(run, RunState.CANCELLED);
    }
}
