package io.trainyard.orchestrator.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The packaged program, killed and started again, on a database that nobody else looks into. */
@OrchestratorTest
class TriggerRestartIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Pattern LISTENING = Pattern.compile("Listening on: http://[^:]+:(\\d+)");

    private final String database = "restart_" + UUID.randomUUID().toString().replace("-", "");
    private final String name = "restarted-" + UUID.randomUUID();
    private @Nullable Process process;
    private int port;

    @BeforeEach
    void makeDatabase() throws SQLException {
        assertThat(Rows.change("CREATE DATABASE " + database)).isZero();
    }

    @AfterEach
    void kill() throws InterruptedException {
        if (process != null) {
            process.destroy();
            var _ = process.waitFor(30, TimeUnit.SECONDS);
            process.destroyForcibly();
        }
    }

    @Test
    void folderThatChangedWhileNobodyLookedFiresOnce() throws Exception {
        // Given a folder that was looked at
        Path folder = Stack.dataRoot().resolve(name);
        TriggerFixture.image(folder, "cat/1.png", "one");
        start();
        add("{kind: class_folder, path: %s, every: 1s}".formatted(folder));
        await("SELECT count(*) FROM trigger_decision WHERE nature = 'BASELINE'", 1);

        // When it changes while the server is away, killed without a word
        stop();
        TriggerFixture.image(folder, "cat/2.png", "two");
        start();
        await("SELECT count(*) FROM trigger_decision WHERE decision = 'FIRED'", 1);
        stop();
        start();
        long looks = read("SELECT look FROM trigger");
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> read("SELECT look FROM trigger") > looks + 2);

        // Then
        assertThat(read("SELECT count(*) FROM run")).isEqualTo(1);
        assertThat(read("SELECT count(*) FROM trigger_decision")).isEqualTo(2);
        assertThat(get("/api/triggers/" + name + "/dry-run")).contains("\"agrees\":true");
    }

    @Test
    void waitingChangeOutlivesTheServerThatSawIt() throws Exception {
        // Given
        Path folder = Stack.dataRoot().resolve(name);
        TriggerFixture.image(folder, "cat/1.png", "one");
        start();
        add("{kind: class_folder, path: %s, every: 1s}\ndebounce: 6s".formatted(folder));
        await("SELECT count(*) FROM trigger_decision WHERE nature = 'BASELINE'", 1);
        TriggerFixture.image(folder, "cat/2.png", "two");
        await("SELECT count(*) FROM trigger_decision WHERE decision = 'WAITING'", 1);

        // When
        stop();
        start();

        // Then
        await("SELECT count(*) FROM trigger_decision WHERE decision = 'FIRED'", 1);
        assertThat(read("SELECT count(*) FROM run")).isEqualTo(1);
    }

    @Test
    void ticksOfAnOutageFireOnceAndTheRestIsCounted() throws Exception {
        // Given a trigger whose server then was away for a day, as its memory says
        start();
        add("{kind: cron, expression: \"*/5 * * * *\"}");
        stop();
        Instant since = Instant.now().minus(1, ChronoUnit.DAYS);
        change(
                """
                UPDATE trigger SET memory = jsonb_build_object('after', '%s'), next_look_at = '%s'
                """
                        .formatted(since, since));

        // When
        start();
        await("SELECT count(*) FROM trigger_decision WHERE decision = 'FIRED'", 1);
        stop();
        change("UPDATE trigger SET memory = jsonb_build_object('after', '%s')".formatted(since));
        change("UPDATE trigger SET next_look_at = clock_timestamp()");
        start();
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> read("SELECT count(*) FROM trigger WHERE next_look_at > now()") == 1);

        // Then, though all was seen again
        assertThat(read("SELECT count(*) FROM run")).isBetween(1L, 2L);
        assertThat(read("SELECT count(*) FROM trigger_decision WHERE decision = 'COALESCED'"))
                .isBetween(101L, 103L);
        assertThat(read("SELECT max(count) FROM trigger_decision WHERE decision = 'COALESCED'"))
                .isBetween(180L, 190L);
    }

    private void start() throws Exception {
        Path log = Files.createTempFile("orchestrator", ".log");
        var builder = new ProcessBuilder(Program.command());
        Map<String, String> environment = new HashMap<>(Program.environment());
        environment.put("TRAINYARD_DATABASE_URL", url());
        builder.environment().putAll(environment);
        process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        port =
                Awaitility.await("the orchestrator listens")
                        .atMost(PATIENCE)
                        .until(() -> port(Files.readString(log)), found -> found > 0);
    }

    private static int port(String log) {
        var listening = LISTENING.matcher(log);
        return listening.find() ? Integer.parseInt(listening.group(1)) : 0;
    }

    private void stop() throws InterruptedException {
        if (process != null) {
            var _ = process.destroyForcibly();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private void add(String when) throws Exception {
        String[] lines = when.split("\n", 2);
        String definition =
                """
                name: %s
                when: %s
                %s
                spec: {name: n, kind: train, dataset: digits, model: {architecture: lenet5},
                  optimizer: {kind: sgd, learningRate: 0.05}, resources: {pool: %s}}
                """
                        .formatted(
                                name,
                                lines[0],
                                lines.length > 1 ? lines[1] : "debounce: 0s",
                                name.substring(0, 20));
        var request =
                java.net.http.HttpRequest.newBuilder(uri("/api/triggers"))
                        .header("Content-Type", "application/yaml")
                        .POST(java.net.http.HttpRequest.BodyPublishers.ofString(definition));
        assertThat(send(request).statusCode()).isEqualTo(201);
    }

    private String get(String path) throws Exception {
        return send(java.net.http.HttpRequest.newBuilder(uri(path))).body();
    }

    private static java.net.http.HttpResponse<String> send(
            java.net.http.HttpRequest.Builder request) throws Exception {
        try (var client = java.net.http.HttpClient.newHttpClient()) {
            return client.send(request.build(), java.net.http.HttpResponse.BodyHandlers.ofString());
        }
    }

    private java.net.URI uri(String path) {
        return java.net.URI.create("http://127.0.0.1:%d%s".formatted(port, path));
    }

    private void await(String sql, long expected) {
        Awaitility.await(sql).atMost(PATIENCE).until(() -> read(sql) == expected);
    }

    private String url() {
        String shared = Stack.database().jdbcUrl();
        return shared.replaceFirst("/[^/?]+(\\?|$)", "/" + database + "$1");
    }

    private long read(String sql) {
        return Long.parseLong(String.valueOf(run(sql).getFirst()));
    }

    private void change(String sql) {
        assertThat(run(sql)).isEmpty();
    }

    private List<Object> run(String sql) {
        var server = Stack.database();
        try (var connection =
                        DriverManager.getConnection(url(), server.username(), server.password());
                var statement = connection.createStatement()) {
            List<Object> values = new java.util.ArrayList<>();
            if (statement.execute(sql)) {
                var rows = statement.getResultSet();
                while (rows.next()) {
                    values.add(rows.getObject(1));
                }
            }
            return values;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
