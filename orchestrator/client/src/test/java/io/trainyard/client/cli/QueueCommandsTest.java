package io.trainyard.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.client.FakeServer;
import io.trainyard.client.Runs;
import io.trainyard.contract.api.BulkAnswer;
import io.trainyard.contract.api.BulkAnswer.Item;
import io.trainyard.contract.api.PoolView;
import io.trainyard.contract.api.PoolView.ProjectView;
import io.trainyard.contract.api.RunPage;
import io.trainyard.contract.api.RunState;
import io.trainyard.contract.api.Waiting;
import io.trainyard.contract.api.Waiting.Estimate;
import io.trainyard.contract.api.Waiting.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands about the queue, against a server that the data folder names. */
final class QueueCommandsTest {
    @TempDir Path folder;

    private final FakeServer server;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    QueueCommandsTest() throws IOException {
        server = new FakeServer();
    }

    @BeforeEach
    void writeServerFile() throws IOException {
        Files.writeString(
                folder.resolve("server.json"),
                "{\"url\":\"%s\",\"kafka\":\"\",\"children\":[]}".formatted(server.url()));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void waitingRunIsListedWithWhatItWaitsFor() {
        // Given
        var waiting =
                Runs.run(Runs.ID, RunState.PENDING, Map.of())
                        .waitingFor(
                                new Waiting(
                                        Reason.FAIR_SHARE,
                                        "Project 'a' has had its part.",
                                        3,
                                        new Estimate(
                                                Runs.AT,
                                                Runs.AT.plusSeconds(90),
                                                "12 runs like it"),
                                        null));
        server.onJson("GET /api/runs?waiting=true&limit=20", new RunPage(List.of(waiting), null));
        server.onJson("GET /api/runs/" + Runs.ID, waiting);
        server.onJson("GET /api/runs/" + Runs.ID + "/epochs", List.of());
        server.onJson("GET /api/runs/" + Runs.ID + "/checkpoints", List.of());

        // When
        trainyard("list");
        trainyard("show", Runs.ID.toString());

        // Then
        assertThat(text(out))
                .contains(
                        "pending (fair share, number 3)",
                        "waits      Project 'a' has had its part.",
                        "starts     between 2026-01-01T00:00:00Z and 2026-01-01T00:01:30Z (12 runs like it)");
    }

    @Test
    void actionOnManyRunsSaysWhatBecameOfEach() {
        // Given
        server.onJson("GET /api/runs/" + Runs.ID, Runs.run(Runs.ID, RunState.PENDING, Map.of()));
        server.onJson(
                "GET /api/runs/" + Runs.OTHER, Runs.run(Runs.OTHER, RunState.SUCCEEDED, Map.of()));
        server.onJson(
                "POST /api/runs/bulk",
                new BulkAnswer(
                        List.of(
                                new Item(Runs.ID, RunState.PAUSED, null, null),
                                new Item(Runs.OTHER, RunState.SUCCEEDED, null, "It has ended."))));

        // When
        int status = trainyard("pause", Runs.ID.toString(), Runs.OTHER.toString());

        // Then
        assertThat(status).isEqualTo(2);
        assertThat(text(out)).isEqualTo("run %s paused\n".formatted(Runs.ID));
        assertThat(text(err)).isEqualTo("It has ended.\n");
        assertThat(server.requests().getLast().body())
                .asString()
                .isEqualTo(
                        "{\"action\":\"PAUSE\",\"runs\":[\"%s\",\"%s\"]}"
                                .formatted(Runs.ID, Runs.OTHER));
    }

    @Test
    void tagStandsForItsRuns() {
        // Given
        server.onJson(
                "POST /api/runs/bulk",
                new BulkAnswer(List.of(new Item(Runs.ID, RunState.FAILED, Runs.OTHER, null))));

        // When
        int status = trainyard("retry", "--tag", "night");

        // Then
        assertThat(status).isZero();
        assertThat(text(out)).isEqualTo(Runs.OTHER + "\n");
        assertThat(server.requests().getLast().body())
                .asString()
                .isEqualTo("{\"action\":\"RETRY\",\"tag\":\"night\"}");
    }

    @Test
    void runsAndATagTogetherAreRefused() {
        assertThat(trainyard("cancel")).isEqualTo(2);
        assertThat(trainyard("cancel", "--tag", "night", "0a1b2c3d")).isEqualTo(2);
        assertThat(text(err)).contains("not both");
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void cloneSendsTheChangesAsAPatch() {
        // Given
        server.onJson("GET /api/runs/" + Runs.ID, Runs.run(Runs.ID, RunState.FAILED, Map.of()));
        server.onJson(
                "POST /api/runs/" + Runs.ID + "/clone",
                Runs.run(Runs.OTHER, RunState.PENDING, Map.of()));

        // When
        int status = trainyard("clone", Runs.ID.toString(), "--set", "training.epochs=20");

        // Then
        assertThat(status).isZero();
        assertThat(text(out)).isEqualTo(Runs.OTHER + "\n");
        assertThat(server.requests().getLast().body())
                .asString()
                .isEqualTo("{\"training\":{\"epochs\":20}}");
    }

    @Test
    void poolsAndProjectsAreShownAndSet() {
        // Given
        var pool =
                new PoolView(
                        "gpu",
                        4,
                        1,
                        3,
                        7,
                        null,
                        100,
                        true,
                        Duration.ofMinutes(5),
                        List.of(new ProjectView("vision", 3, 7, 2, 3, null)));
        server.onJson("GET /api/pools", List.of(pool));
        server.onJson("PUT /api/pools/gpu", pool);
        server.onJson("PUT /api/pools/gpu/projects/vision", pool);

        // When
        trainyard("pool", "list");
        trainyard("project", "list");
        trainyard("pool", "set", "gpu", "--preemption", "on", "--max-running", "none");
        String bodyOfPool = new String(server.requests().getLast().body(), StandardCharsets.UTF_8);
        trainyard("project", "set", "vision", "--pool", "gpu", "--weight", "2");
        String bodyOfProject =
                new String(server.requests().getLast().body(), StandardCharsets.UTF_8);

        // Then
        assertThat(text(out))
                .startsWith(
                        """
                        POOL  SLOTS  FREE  RUNNING  WAITING  MAX-RUNNING  MAX-WAITING  PREEMPTION
                        gpu   4      1     3        7        -            100          after PT5M
                        PROJECT  POOL  WEIGHT  RUNNING  WAITING  MAX-RUNNING  MAX-WAITING
                        vision   gpu   2.0     3        7        3            -
                        """);
        assertThat(bodyOfPool).isEqualTo("{\"maxRunning\":-1,\"preemption\":true}");
        assertThat(bodyOfProject).isEqualTo("{\"weight\":2.0}");
        assertThat(trainyard("pool", "set", "gpu", "--max-waiting", "-3")).isEqualTo(2);
        assertThat(text(err)).contains("--max-waiting '-3' must be a whole number from 0, or none");
    }

    private int trainyard(String... arguments) {
        int status =
                Trainyard.commandLine(
                                new Console(
                                        new PrintStream(out, true, StandardCharsets.UTF_8),
                                        new PrintStream(err, true, StandardCharsets.UTF_8),
                                        false))
                        .execute(withFolder(arguments));
        return status;
    }

    /** The folder's option belongs to the last command named. */
    private String[] withFolder(String... arguments) {
        return Stream.concat(Arrays.stream(arguments), Stream.of("--data-dir", folder.toString()))
                .toArray(String[]::new);
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }
}
