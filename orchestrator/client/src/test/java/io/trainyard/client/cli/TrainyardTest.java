package io.trainyard.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.client.FakeServer;
import io.trainyard.client.Runs;
import io.trainyard.contract.Wire;
import io.trainyard.contract.api.RunPage;
import io.trainyard.contract.api.RunState;
import io.trainyard.contract.api.StreamItem;
import io.trainyard.contract.message.FailureKind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands against a server that the data folder names; the environment names none. */
final class TrainyardTest {
    @TempDir Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final FakeServer server;

    TrainyardTest() throws IOException {
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
    void listsRunsAsATable() {
        // Given
        var run = Runs.run(Runs.ID, RunState.SUCCEEDED, Map.of("test.accuracy", 0.975));
        server.onJson("GET /api/runs?limit=20", new RunPage(List.of(run), null));

        // When
        int status = trainyard("list");

        // Then
        assertThat(status).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                        RUN       STATE      KIND   ARCHITECTURE  EPOCH  ACCURACY  NAME
                        0a1b2c3d  succeeded  train  lenet5        2/2    0.9750    quick
                        """);
    }

    @Test
    void saysWhereTheDashboardIsAndWhereThereIsNone() {
        // Given
        server.on("GET /q/health/ready", FakeServer.json(Map.of()));
        server.onJson("GET /api/workers", List.of());
        server.on(
                "GET /",
                FakeServer.text("text/html", "<!doctype html>"),
                FakeServer.problem(404, "no-dashboard", "This server was built without it."));

        // When
        trainyard("status");
        trainyard("status");

        // Then
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("dashboard: " + server.url() + "\n", "dashboard: none, this server was");
    }

    @Test
    void followsARunToItsTestAccuracy() throws Exception {
        // Given
        serveEnd(RunState.SUCCEEDED);
        server.onJson(
                "GET /api/runs/" + Runs.ID,
                Runs.run(Runs.ID, RunState.SUCCEEDED, Map.of("test.accuracy", 0.97777)));

        // When
        int status = trainyard("follow", Runs.ID.toString());

        // Then
        assertThat(status).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).endsWith("test accuracy: 0.9778\n");
    }

    @Test
    void endsWithOneWhereTheRunFailed() throws Exception {
        // Given
        serveEnd(RunState.FAILED);
        server.onJson(
                "GET /api/runs/" + Runs.ID,
                Runs.failed(Runs.ID, FailureKind.DATA_MISSING, "/no/where is absent"));

        // When
        int status = trainyard("follow", Runs.ID.toString());

        // Then
        assertThat(status).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("run %s failed: DATA_MISSING: /no/where is absent\n".formatted(Runs.ID));
    }

    @Test
    void endsWithTwoWhereASpecIsWrong() {
        // When
        int status = trainyard("submit", folder.resolve("absent.yaml").toString());

        // Then
        assertThat(status).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("there is no such file");
    }

    @Test
    void endsWithTwoWhereThereIsNoSuchCommand() {
        assertThat(Trainyard.commandLine(console()).execute("fly")).isEqualTo(2);
    }

    @Test
    void endsWithThreeWhereNoServerAnswers() {
        // Given
        server.close();

        // When
        int status = trainyard("list");

        // Then
        assertThat(status).isEqualTo(3);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("the server at %s cannot be reached".formatted(server.url()))
                .hasLineCount(1);
    }

    @Test
    void endsWithThreeWhereNoServerIsKnown() throws Exception {
        // Given
        Files.delete(folder.resolve("server.json"));

        // When
        int status = trainyard("status");

        // Then
        assertThat(status).isEqualTo(3);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("start one with 'trainyard up'");
    }

    private void serveEnd(RunState end) throws IOException {
        var changed = new StreamItem.StateChanged(Runs.ID, Runs.AT, end, 1);
        String data = Wire.json().writerFor(StreamItem.class).writeValueAsString(changed);
        server.on(
                "GET /api/events?run=" + Runs.ID,
                FakeServer.text("text/event-stream", "id: 1\ndata: %s\n\n".formatted(data)));
    }

    private int trainyard(String command, String... arguments) {
        var all = new ArrayList<String>();
        all.add(command);
        all.addAll(List.of(arguments));
        all.add("--data-dir");
        all.add(folder.toString());
        return Trainyard.commandLine(console()).execute(all.toArray(String[]::new));
    }

    private Console console() {
        return new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
    }
}
