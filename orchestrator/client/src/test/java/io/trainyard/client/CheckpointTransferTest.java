package io.trainyard.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.trainyard.client.FakeServer.Answer;
import io.trainyard.contract.Wire;
import io.trainyard.contract.api.CheckpointManifest;
import io.trainyard.contract.api.CheckpointView;
import io.trainyard.contract.api.UploadPlan;
import io.trainyard.contract.message.CheckpointRole;
import io.trainyard.contract.message.RunEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CheckpointTransferTest {
    private static final UUID CHECKPOINT = UUID.fromString("11111111-0000-4000-8000-000000000001");
    private static final String ATTEMPT = "/api/worker/runs/%s/attempts/1".formatted(Runs.ID);
    private static final String NAME = "model.safetensors";

    @TempDir Path folder;

    private final byte[] weights = new byte[CheckpointManifest.CHUNK_BYTES + 1000];
    private final FakeServer server;
    private final WorkerClient client;

    CheckpointTransferTest() throws IOException {
        new Random(1).nextBytes(weights);
        server = new FakeServer();
        client = new WorkerClient(server.url(), null);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void sendsOnlyTheChunksThatAreMissing() throws Exception {
        // Given
        Files.write(folder.resolve(NAME), weights);
        byte[] tail = Arrays.copyOfRange(weights, CheckpointManifest.CHUNK_BYTES, weights.length);
        String missing = Sha256.of(tail, tail.length);
        server.onJson(
                        "POST " + ATTEMPT + "/checkpoints",
                        new UploadPlan(CHECKPOINT, List.of(missing)))
                .on("PUT /api/worker/chunks/" + missing, new Answer(204, "", new byte[0]))
                .on(
                        "POST %s/checkpoints/%s/publish".formatted(ATTEMPT, CHECKPOINT),
                        new Answer(204, "", new byte[0]));
        var written =
                new RunEvent.CheckpointWritten(
                        Set.of(CheckpointRole.LAST),
                        1,
                        45,
                        folder.toString(),
                        List.of(NAME),
                        Map.of("train.loss", 0.5));

        // When
        client.uploadCheckpoint(Runs.ID, 1, written);

        // Then
        var requests = server.requests();
        assertThat(requests).hasSize(3);
        var manifest = Wire.json().readValue(requests.get(0).body(), CheckpointManifest.class);
        var file = manifest.files().getFirst();
        assertThat(file.bytes()).isEqualTo(weights.length);
        assertThat(file.sha256()).isEqualTo(Sha256.of(weights, weights.length));
        assertThat(file.chunks())
                .extracting(CheckpointManifest.Chunk::bytes)
                .containsExactly(CheckpointManifest.CHUNK_BYTES, 1000);
        assertThat(requests.get(1).body()).isEqualTo(tail);
    }

    @Test
    void keepsADownloadThatIsAsItWasWritten() throws Exception {
        // Given
        serve(weights);

        // When
        client.downloadCheckpoint(checkpoint(), folder);

        // Then
        assertThat(folder.resolve(NAME)).hasBinaryContent(weights);
    }

    @Test
    void keepsNothingOfADownloadWithAFlippedBit() {
        // Given
        byte[] damaged = weights.clone();
        damaged[weights.length / 2] ^= 1;
        serve(damaged);

        // When
        assertThatThrownBy(() -> client.downloadCheckpoint(checkpoint(), folder))
                // Then
                .asInstanceOf(type(ServerProblemException.class))
                .extracting(ServerProblemException::code)
                .isEqualTo("hash-mismatch");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void fetchesTheWeightsOfARunsBestCheckpoint() {
        // Given
        serve(weights);
        server.onJson("GET /api/runs/%s/checkpoints".formatted(Runs.ID), List.of(checkpoint()));

        // When
        Path file = client.downloadWeights(Runs.ID, folder);

        // Then
        assertThat(file).isEqualTo(folder.resolve(Runs.ID + ".safetensors"));
        assertThat(file).hasBinaryContent(weights);
    }

    @Test
    void saysThatARunHasNoBestCheckpoint() {
        // Given
        server.onJson("GET /api/runs/%s/checkpoints".formatted(Runs.ID), List.of());

        // When
        assertThatThrownBy(() -> client.downloadWeights(Runs.ID, folder))
                // Then
                .asInstanceOf(type(ServerProblemException.class))
                .extracting(ServerProblemException::code)
                .isEqualTo("not-found");
    }

    @Test
    void saysThatAnAttemptIsFenced() {
        // Given
        server.on("POST " + ATTEMPT + "/release", FakeServer.problem(409, "fenced", "too late"));

        // When
        assertThatThrownBy(() -> client.release(Runs.ID, 1))
                // Then
                .asInstanceOf(type(ServerProblemException.class))
                .extracting(ServerProblemException::code)
                .isEqualTo("fenced");
    }

    private void serve(byte[] bytes) {
        server.on(
                "GET /api/checkpoints/%s/files/%s".formatted(CHECKPOINT, NAME),
                new Answer(200, "application/octet-stream", bytes));
    }

    private CheckpointView checkpoint() {
        var file =
                new CheckpointView.File(NAME, weights.length, Sha256.of(weights, weights.length));
        return new CheckpointView(
                CHECKPOINT,
                1,
                1,
                45,
                Set.of(CheckpointRole.BEST),
                Map.of(),
                Runs.AT,
                List.of(file));
    }
}
