package io.trainyard.orchestrator.system;

import static io.trainyard.contract.message.CheckpointRole.LAST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.contract.api.CheckpointManifest;
import io.trainyard.orchestrator.store.Sha256;
import java.io.IOException;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OrchestratorTest
class CheckpointDamageIT {
    private static final int TWO_CHUNKS_AND_A_BIT = 2 * CheckpointManifest.CHUNK_BYTES + 12_345;

    private final Api api = new Api();
    private final TestWorker worker = new TestWorker();
    private UUID run = new UUID(0, 0);
    private CheckpointFixture attempt = new CheckpointFixture(api, run, 0);

    @BeforeEach
    void claimRun() {
        worker.announce(1);
        run = api.submit(worker.pool());
        attempt = new CheckpointFixture(api, run, api.claim(run, worker.name()).attempt());
    }

    @AfterEach
    void closeWorker() {
        worker.close();
    }

    @Test
    void damagedFirstChunkIsAnsweredAsProblem() {
        // Given
        byte[] model = CheckpointFixture.bytes(TWO_CHUNKS_AND_A_BIT, 10);
        UUID checkpoint = attempt.save(10, Set.of(LAST), model);
        damage(model, 0);

        // When
        Reply reply = download(checkpoint);

        // Then
        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.problem()).isEqualTo("corrupt");
    }

    @Test
    void damageFurtherOnBreaksTheDownloadOff() {
        // Given
        byte[] model = CheckpointFixture.bytes(TWO_CHUNKS_AND_A_BIT, 11);
        UUID checkpoint = attempt.save(10, Set.of(LAST), model);
        damage(model, 2);

        // Then
        assertThatThrownBy(() ->
                        api.client()
                                .send(
                                        api.request(fileOf(checkpoint)).build(),
                                        BodyHandlers.ofByteArray()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void bytesUnderAnotherHashAreRefused() {
        // Given
        byte[] chunk = CheckpointFixture.bytes(100, 12);
        byte[] tooLong = CheckpointFixture.bytes(CheckpointManifest.CHUNK_BYTES + 1, 13);

        // Then
        assertThat(attempt.put("0".repeat(64), chunk).problem()).isEqualTo("hash-mismatch");
        assertThat(attempt.put(Sha256.hex(tooLong), tooLong).status()).isEqualTo(413);
        assertThat(attempt.put("nonsense", chunk).status()).isEqualTo(422);
    }

    @Test
    void manifestsThatDoNotAddUpAreRefused() {
        // Given
        CheckpointManifest good =
                CheckpointFixture.manifest(10, Set.of(LAST), CheckpointFixture.bytes(100, 14));
        var file = good.files().getFirst();
        var wrongLength =
                new CheckpointManifest.File(file.name(), 101, file.sha256(), file.chunks());
        var wrongName = new CheckpointManifest.File("../x", 100, file.sha256(), file.chunks());

        // Then
        for (var wrong : List.of(wrongLength, wrongName)) {
            var manifest = new CheckpointManifest(1, 10, Set.of(LAST), Map.of(), List.of(wrong));
            assertThat(attempt.begin(manifest).problem()).isEqualTo("manifest-invalid");
        }
    }

    private static void damage(byte[] model, int chunk) {
        String hash = List.copyOf(CheckpointFixture.chunks(model).keySet()).get(chunk);
        Rows.change(
                "UPDATE chunk SET data = set_byte(data, 7, 255 - get_byte(data, 7)) WHERE sha256 = ?",
                HexFormat.of().parseHex(hash));
    }

    private Reply download(UUID checkpoint) {
        return api.send(api.request(fileOf(checkpoint)));
    }

    private static String fileOf(UUID checkpoint) {
        return "/api/checkpoints/" + checkpoint + "/files/model.safetensors";
    }
}
