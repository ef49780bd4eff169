package io.trainyard.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trainyard.contract.Wire;
import io.trainyard.contract.spec.SpecReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's first command, and what it leaves behind. */
class QuickstartIT {
    private static final Pattern RESULT = Pattern.compile("(?m)^test accuracy: (\\d\\.\\d{4})$");

    @TempDir private Path folder;

    @Test
    void demoTrainsTheDigitsAndKeepsEverythingItMeasured() throws Exception {
        Launcher trainyard = new Launcher(folder.resolve("data"), Map.of());

        // When the demonstration runs by itself
        String output = trainyard.run("demo", "--exit", "--port", "0").succeeded().output();

        // Then it has learnt to read
        double accuracy = accuracyIn(output);
        assertThat(accuracy).isGreaterThanOrEqualTo(0.95);

        // And all of it is still there when the server is started again
        trainyard.run("up", "--port", "0").succeeded();
        try {
            String listed = trainyard.run("list").succeeded().output();
            assertThat(listed).contains("quickstart").containsIgnoringCase("succeeded");
            assertRowsInPostgres();
            assertCheckpointOpensAsSafetensors(trainyard);
            assertThat(accuracyIn(trainyard.run("follow", onlyRun(listed)).succeeded().output()))
                    .isEqualTo(accuracy);
        } finally {
            trainyard.run("down").succeeded();
        }
    }

    @Test
    void standaloneTrainingNeedsNoServerAndGivesTheSameResultTwice() {
        // Given
        Launcher trainyard = new Launcher(folder.resolve("data"), Map.of());
        String spec = Launcher.repository().resolve("deploy/examples/quickstart.yaml").toString();

        // When
        String first =
                trainyard
                        .run("train", spec, "--out", folder.resolve("a").toString())
                        .succeeded()
                        .output();
        String second =
                trainyard
                        .run("train", spec, "--out", folder.resolve("b").toString())
                        .succeeded()
                        .output();

        // Then
        assertThat(accuracyIn(first)).isEqualTo(accuracyIn(second)).isGreaterThanOrEqualTo(0.95);
        assertThat(folder.resolve("data")).doesNotExist();
    }

    private void assertRowsInPostgres() throws Exception {
        JsonNode endpoints =
                Wire.json().readTree(folder.resolve("data/services/endpoints.json").toFile());
        try (Connection database =
                DriverManager.getConnection(
                        endpoints.get("jdbcUrl").asText(),
                        endpoints.get("username").asText(),
                        endpoints.get("password").asText())) {
            assertThat(count(database, "run where state = 'SUCCEEDED'")).isEqualTo(1);
            assertThat(count(database, "epoch")).isEqualTo(epochsOfTheQuickstart());
            assertThat(count(database, "metric")).isPositive();
            assertThat(count(database, "evaluation")).isEqualTo(1);
            assertThat(count(database, "checkpoint where published_at is not null")).isPositive();
            assertThat(count(database, "chunk")).isPositive();
        }
    }

    private static long epochsOfTheQuickstart() throws IOException {
        Path spec = Launcher.repository().resolve("deploy/examples/quickstart.yaml");
        return SpecReader.read(Files.readString(spec)).at("/training/epochs").asLong();
    }

    private static long count(Connection database, String rows) throws SQLException {
        try (var result = database.createStatement().executeQuery("select count(*) from " + rows)) {
            result.next();
            return result.getLong(1);
        }
    }

    private void assertCheckpointOpensAsSafetensors(Launcher trainyard) throws Exception {
        String run = onlyRun(trainyard.run("list").output());
        Path file = folder.resolve("model.safetensors");
        trainyard
                .run("checkpoint", "download", run, "--which", "best", "-o", file.toString())
                .succeeded();

        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        byte[] header = new byte[Math.toIntExact(bytes.getLong())];
        bytes.get(header);
        JsonNode tensors = Wire.json().readTree(new String(header, StandardCharsets.UTF_8));
        List<String> names = new ArrayList<>();
        tensors.fieldNames().forEachRemaining(names::add);
        names.remove("__metadata__");
        assertThat(names)
                .containsExactlyInAnyOrder(
                        "conv1.weight",
                        "conv1.bias",
                        "conv2.weight",
                        "conv2.bias",
                        "fc1.weight",
                        "fc1.bias",
                        "fc2.weight",
                        "fc2.bias",
                        "fc3.weight",
                        "fc3.bias");
        assertThat(tensors.at("/fc1.weight/shape").toString()).isEqualTo("[120,256]");
    }

    private static String onlyRun(String listed) {
        Matcher id = Pattern.compile("\\b[0-9a-f]{8}").matcher(listed);
        assertThat(id.find()).as(listed).isTrue();
        return id.group();
    }

    private static double accuracyIn(String output) {
        Matcher result = RESULT.matcher(output);
        assertThat(result.find()).as(output).isTrue();
        return Double.parseDouble(result.group(1));
    }
}
