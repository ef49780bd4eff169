package io.trainyard.system.browser;

import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import io.trainyard.client.TrainyardClient;
import io.trainyard.contract.Wire;
import io.trainyard.contract.api.RunView;
import io.trainyard.system.Launcher;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A server with one worker, started by the launcher, and a browser to look at it. */
final class Stage implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 800;

    private static final String FINISHED =
            """
            name: lenet5-digits
            kind: train
            dataset: {kind: digits, validationFraction: 0.1}
            model: {architecture: lenet5}
            optimizer: {kind: sgd, learningRate: 0.05, momentum: 0.9}
            schedule: {kind: cosine, interval: step}
            training: {epochs: 12, batchSize: 64, seed: 1}
            tags: [digits, baseline]
            """;

    private static final String NIGHTLY =
            """
            name: nightly-digits
            when: {kind: cron, expression: "0 2 * * *", timeZone: Europe/Berlin}
            spec:
              name: nightly
              kind: train
              dataset: digits
              model: {architecture: lenet5}
              optimizer: {kind: sgd, learningRate: 0.05}
            """;

    private @Nullable RunView finished;
    private final Path folder;
    private final Launcher launcher;
    private final Chromium chromium;

    private Stage(Path folder, Launcher launcher, Chromium chromium) {
        this.folder = folder;
        this.launcher = launcher;
        this.chromium = chromium;
    }

    static Stage set() {
        try {
            Path folder = Files.createTempDirectory("trainyard-browser-test");
            var launcher = new Launcher(folder.resolve("data"), Map.of());
            var stage = new Stage(folder, launcher, Chromium.start());
            stage.startServer();
            return stage;
        } catch (IOException disk) {
            throw new UncheckedIOException(disk);
        }
    }

    /** Starts the server, or what was killed of it, which keeps its address. */
    void startServer() {
        var _ = launcher.run("up", "--port", "0", "--data-root", folder.toString()).succeeded();
    }

    void killOrchestrator() {
        for (JsonNode child : json("server.json").get("children")) {
            if (child.get("name").asText().equals("orchestrator")) {
                ProcessHandle process = ProcessHandle.of(child.get("pid").asLong()).orElseThrow();
                process.destroyForcibly();
                process.onExit().join();
            }
        }
    }

    URI address() {
        return URI.create(json("server.json").get("url").asText());
    }

    TrainyardClient client() {
        return new TrainyardClient(address(), null);
    }

    RunView submit(String spec) {
        return client().submit(spec, UUID.randomUUID().toString());
    }

    /** A run that was trained to its end here, the same for all who ask. */
    RunView finishedRun() {
        RunView run = finished;
        if (run == null) {
            TrainyardClient client = client();
            UUID id = submit(FINISHED).id();
            run =
                    await("the run " + id)
                            .atMost(PATIENCE)
                            .until(() -> client.run(id), now -> now.state().isTerminal());
            finished = run;
        }
        return run;
    }

    /** A further orchestrator, which asks for a token. */
    Replica replica(String token) throws IOException {
        JsonNode services = json("services/endpoints.json");
        return Replica.start(
                Map.of(
                        "TRAINYARD_KAFKA", services.get("kafkaBootstrapServers").asText(),
                        "TRAINYARD_DATABASE_URL", services.get("jdbcUrl").asText(),
                        "TRAINYARD_DATABASE_USERNAME", services.get("username").asText(),
                        "TRAINYARD_DATABASE_PASSWORD", services.get("password").asText()),
                token,
                folder.resolve("replica.log"));
    }

    /** A trigger that fires at night. */
    void addNightlyTrigger() {
        if (launcher.run("trigger", "show", "nightly-digits").status() != 0) {
            try {
                Path file = Files.writeString(folder.resolve("nightly.yaml"), NIGHTLY);
                var _ = launcher.run("trigger", "add", file.toString()).succeeded();
            } catch (IOException disk) {
                throw new UncheckedIOException(disk);
            }
        }
    }

    /** When a worker reported points of a series, in milliseconds, and how many at a time. */
    List<Map.Entry<Double, Integer>> reports(UUID run, String series) throws SQLException {
        String sql =
                """
                SELECT extract(epoch FROM at) * 1000, cardinality(steps)
                FROM metric JOIN event USING (run, attempt, seq)
                WHERE run = ? AND name = ? ORDER BY attempt, seq
                """;
        try (Connection database = database();
                PreparedStatement prepared = database.prepareStatement(sql)) {
            prepared.setObject(1, run);
            prepared.setString(2, series);
            List<Map.Entry<Double, Integer>> reports = new ArrayList<>();
            try (ResultSet rows = prepared.executeQuery()) {
                while (rows.next()) {
                    reports.add(Map.entry(rows.getDouble(1), rows.getInt(2)));
                }
            }
            return reports;
        }
    }

    private Connection database() throws SQLException {
        JsonNode services = json("services/endpoints.json");
        return DriverManager.getConnection(
                services.get("jdbcUrl").asText(),
                services.get("username").asText(),
                services.get("password").asText());
    }

    /** Changes rows past the orchestrator. */
    void sql(String statement, Object... parameters) {
        try (Connection database = database();
                PreparedStatement prepared = database.prepareStatement(statement)) {
            for (int index = 0; index < parameters.length; index++) {
                prepared.setObject(index + 1, parameters[index]);
            }
            prepared.execute();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** Runs a file of statements that lies beside these classes. */
    void sqlFile(String name) {
        try (InputStream file = Stage.class.getResourceAsStream(name)) {
            sql(new String(requireNonNull(file, name).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A page on a desktop's screen. */
    Visit visit(String path) {
        return visit(path, ColorScheme.LIGHT, WIDTH, HEIGHT);
    }

    Visit visit(String path, ColorScheme scheme, int width, int height) {
        var options =
                new Browser.NewContextOptions()
                        .setBaseURL(address().toString())
                        .setColorScheme(scheme)
                        .setLocale("en-GB")
                        .setTimezoneId("UTC")
                        .setViewportSize(width, height);
        return new Visit(chromium.browser().newContext(options), path);
    }

    private JsonNode json(String file) {
        try {
            return Wire.json().readTree(folder.resolve("data").resolve(file).toFile());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void close() throws IOException {
        chromium.close();
        var _ = launcher.run("down").succeeded();
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        }
    }
}
