package io.trainyard.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.client.FakeServer;
import io.trainyard.client.Runs;
import io.trainyard.contract.Wire;
import io.trainyard.contract.api.LogView;
import io.trainyard.contract.api.RunPage;
import io.trainyard.contract.api.RunState;
import io.trainyard.contract.api.StreamItem;
import io.trainyard.contract.message.FailureKind;
import io.trainyard.contract.message.RunEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands against a server that the data folder names; the environment names none. */
final class TrainyardTest {
    @TempDir Path folder;

    private @Nullable Cli cli;
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
        server.onJson("GET /api/runs?waiting=true&limit=20", new RunPage(List.of(run), null));

        // When
        int status = trainyard("list");

        // Then
        assertThat(status).isZero();
        assertThat(cli().out())
                .isEqualTo(
                        """
                        RUN       STATE      KIND   ARCHITECTURE  EPOCH  ACCURACY  NAME
                        0a1b2c3d  succeeded  train  lenet5        2/2    0.9750    quick
                        """);
    }

    @Test
    void listsWhatAFilterFindsPageByPage() {
        // Given
        var run = Runs.run(Runs.ID, RunState.SUCCEEDED, Map.of("test.accuracy", 0.975));
        server.onJson(
                "GET /api/runs?limit=3&filter=arch+%3D+lenet5&sort=-test.accuracy",
                new RunPage(List.of(run, run), "next-page"));
        server.onJson(
                "GET /api/runs?limit=1&filter=arch+%3D+lenet5&sort=-test.accuracy&cursor=next-page",
                new RunPage(List.of(run), "further"));

        // When
        int status =
                trainyard(
                        "list",
                        "--filter",
                        "arch = lenet5",
                        "--sort",
                        "-test.accuracy",
                        "--limit=3");

        // Then
        assertThat(status).isZero();
        assertThat(cli().out()).hasLineCount(4);
    }

    @Test
    void printsATableOfAllThatAFilterFinds() {
        // Given
        server.on(
                "GET /api/runs.csv?filter=digits&sort=&columns=name",
                FakeServer.text("text/csv", "name\r\n\"a, b\"\r\n"));

        // When
        int status = trainyard("list", "--filter", "digits", "--csv", "--columns", "name");

        // Then
        assertThat(status).isZero();
        assertThat(cli().out()).isEqualTo("name\r\n\"a, b\"\r\n");
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
        String there = cli().out();
        trainyard("status");
        String none = cli().out();

        // Then
        assertThat(there).contains("dashboard: " + server.url() + "\n");
        assertThat(none).contains("dashboard: none, this server was");
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
        assertThat(cli().out()).endsWith("test accuracy: 0.9778\n");
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
        assertThat(cli().err())
                .isEqualTo("run %s failed: DATA_MISSING: /no/where is absent\n".formatted(Runs.ID));
    }

    @Test
    void endsWithTwoWhereASpecIsWrong() {
        // When
        int status = trainyard("submit", folder.resolve("absent.yaml").toString());

        // Then
        assertThat(status).isEqualTo(2);
        assertThat(cli().err()).contains("there is no such file");
    }

    @Test
    void endsWithTwoWhereThereIsNoSuchCommand() {
        assertThat(cli().run("fly")).isEqualTo(2);
    }

    @Test
    void endsWithThreeWhereNoServerAnswers() {
        // Given
        server.close();

        // When
        int status = trainyard("list");

        // Then
        assertThat(status).isEqualTo(3);
        assertThat(cli().err())
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
        assertThat(cli().err()).contains("start one with 'trainyard up'");
    }

    @Test
    void refusesAPortThatIsNone() {
        for (String port : List.of("99999", "-1")) {
            // When
            var up = new Cli(folder);

            // Then
            assertThat(up.run("up", "--port", port)).isEqualTo(2);
            assertThat(up.err())
                    .isEqualTo(
                            "--port %s is no port: choose 1 to 65535, or 0 for any free one\n"
                                    .formatted(port));
        }
    }

    @Test
    void showsWhatTheTerminalWouldObey() {
        // Given
        server.onJson("GET /api/runs/" + Runs.ID, Runs.run(Runs.ID, RunState.SUCCEEDED, Map.of()))
                .onJson(
                        "GET /api/runs/%s/logs?after=0&limit=1000".formatted(Runs.ID),
                        List.of(
                                new LogView(
                                        1,
                                        1,
                                        Runs.AT,
                                        RunEvent.LogLine.Level.WARN,
                                        "a\tb\u001b[2J\u202ec\nd")))
                .onJson("GET /api/runs/%s/logs?after=1&limit=1000".formatted(Runs.ID), List.of());

        // When
        int status = trainyard("logs", Runs.ID.toString());
        int absent = trainyard("submit", "a\u001b[31m\nb.yaml");

        // Then
        assertThat(status).isZero();
        assertThat(cli().out())
                .isEqualTo("2026-01-01T00:00:00Z WARN  a\tb\\u001B[2J\\u202Ec\\nd\n");
        assertThat(absent).isEqualTo(2);
        assertThat(cli().err())
                .isEqualTo(
                        "the spec a\\u001B[31m\\nb.yaml cannot be read: there is no such file\n");
    }

    private void serveEnd(RunState end) throws IOException {
        var changed = new StreamItem.StateChanged(Runs.ID, Runs.AT, end, 1);
        String data = Wire.json().writerFor(StreamItem.class).writeValueAsString(changed);
        server.on(
                "GET /api/events?run=" + Runs.ID,
                FakeServer.text("text/event-stream", "id: 1\ndata: %s\n\n".formatted(data)));
    }

    private int trainyard(String... arguments) {
        return cli().run(arguments);
    }

    private Cli cli() {
        Cli current = cli;
        if (current == null) {
            current = new Cli(folder);
            cli = current;
        }
        return current;
    }
}
