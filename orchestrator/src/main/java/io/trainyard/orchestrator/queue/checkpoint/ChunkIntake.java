package io.trainyard.orchestrator.queue.checkpoint;

import io.trainyard.contract.api.CheckpointManifest;
import io.trainyard.orchestrator.refusal.Refusal;
import io.trainyard.orchestrator.refusal.RefusedException;
import io.trainyard.orchestrator.store.Chunks;
import io.trainyard.orchestrator.store.Sha256;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.HexFormat;

/** Takes chunks, each under the hash of its bytes and no other. */
@ApplicationScoped
public class ChunkIntake {
    private final Chunks chunks;

    ChunkIntake(Chunks chunks) {
        this.chunks = chunks;
    }

    /**
     * Stores bytes under their hash.
     *
     * @throws RefusedException HASH_MISMATCH where they have another, TOO_LARGE
     */
    @Transactional
    public void take(String sha256, byte[] data) {
        if (data.length > CheckpointManifest.CHUNK_BYTES) {
            throw Refusal.TOO_LARGE.because(
                    "A chunk has at most %,d bytes; this has %,d.",
                    CheckpointManifest.CHUNK_BYTES, data.length);
        }
        byte[] actual = Sha256.of(data);
        if (data.length == 0 || !HexFormat.of().formatHex(actual).equals(sha256)) {
            throw Refusal.HASH_MISMATCH.because(
                    "The %,d bytes received do not have the SHA-256 %s.", data.length, sha256);
        }
        chunks.put(actual, data);
    }
}
