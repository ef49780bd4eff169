package io.trainyard.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.client.FakeServer;
import io.trainyard.client.Runs;
import io.trainyard.contract.api.CheckpointView;
import io.trainyard.contract.api.RunState;
import io.trainyard.contract.message.CheckpointRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where {@code checkpoint download} puts a file, and what it spares. */
final class CheckpointDownloadTest {
    private static final UUID CHECKPOINT = UUID.fromString("11111111-0000-4000-8000-000000000001");
    private static final String NAME = "model.safetensors";
    private static final byte[] WEIGHTS = {1, 2, 3, 4};

    @TempDir Path folder;
    @TempDir Path target;

    private final FakeServer server;

    CheckpointDownloadTest() throws IOException {
        server = new FakeServer();
    }

    @BeforeEach
    void serve() throws Exception {
        Files.writeString(
                folder.resolve("server.json"),
                "{\"url\":\"%s\",\"kafka\":\"\",\"children\":[]}".formatted(server.url()));
        byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(WEIGHTS);
        var file = new CheckpointView.File(NAME, WEIGHTS.length, HexFormat.of().formatHex(sha256));
        server.onJson("GET /api/runs/" + Runs.ID, Runs.run(Runs.ID, RunState.SUCCEEDED, Map.of()))
                .onJson(
                        "GET /api/runs/%s/checkpoints".formatted(Runs.ID),
                        List.of(
                                new CheckpointView(
                                        CHECKPOINT,
                                        1,
                                        1,
                                        45,
                                        Set.of(CheckpointRole.BEST),
                                        Map.of(),
                                        Runs.AT,
                                        List.of(file))))
                .on(
                        "GET /api/checkpoints/%s/files/%s".formatted(CHECKPOINT, NAME),
                        new FakeServer.Answer(200, "application/octet-stream", WEIGHTS));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aFolderGetsAFileNamedAfterTheRun() {
        // When
        var cli = download("-o", target.toString());

        // Then
        assertThat(cli.err()).isEmpty();
        assertThat(target.resolve("quick-best.safetensors")).hasBinaryContent(WEIGHTS);
    }

    @Test
    void anExistingFileIsReplacedOnlyByForce() throws Exception {
        // Given
        Path file = Files.writeString(target.resolve("mine"), "precious");

        // When
        var refused = download("-o", file.toString());

        // Then
        assertThat(refused.err())
                .isEqualTo(
                        "%s exists: replace it with --force, or choose another name with -o\n"
                                .formatted(file));
        assertThat(file).hasContent("precious");
        assertThat(download("-o", file.toString(), "--force").err()).isEmpty();
        assertThat(file).hasBinaryContent(WEIGHTS);
    }

    @Test
    void aFolderInPlaceOfTheFileIsSpared() throws Exception {
        // Given
        Path inTheWay = Files.createDirectory(target.resolve("quick-best.safetensors"));

        // When
        var cli = download("-o", target.toString(), "--force");

        // Then
        assertThat(cli.err()).isEqualTo("%s is no file that can be replaced\n".formatted(inTheWay));
        assertThat(inTheWay).isEmptyDirectory();
    }

    @Test
    void aDiskThatRefusesIsSaidInOneSentence() {
        // Given a name longer than file systems take
        Path file = target.resolve("n".repeat(250));

        // When
        var cli = download("-o", file.toString());

        // Then
        assertThat(cli.err()).startsWith(file + " cannot be written: ").hasLineCount(1);
        assertThat(target).isEmptyDirectory();
    }

    private Cli download(String... options) {
        var cli = new Cli(folder);
        var words =
                new java.util.ArrayList<>(List.of("checkpoint", "download", Runs.ID.toString()));
        words.addAll(List.of(options));
        int status = cli.run(words.toArray(String[]::new));
        assertThat(status).isEqualTo(cli.err().isEmpty() ? 0 : 2);
        return cli;
    }
}
