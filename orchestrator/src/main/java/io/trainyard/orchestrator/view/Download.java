package io.trainyard.orchestrator.view;

import io.trainyard.orchestrator.refusal.Refusal;
import io.trainyard.orchestrator.refusal.RefusedException;
import io.trainyard.orchestrator.store.Chunks;
import io.trainyard.orchestrator.store.Sha256;
import io.trainyard.orchestrator.store.StoredFiles;
import io.trainyard.orchestrator.store.StoredFiles.Piece;
import io.trainyard.orchestrator.store.StoredFiles.StoredFile;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Reads a checkpoint's file piece by piece; no piece leaves unless it has its hash. */
@ApplicationScoped
public class Download {
    private final StoredFiles files;
    private final Chunks chunks;

    Download(StoredFiles files, Chunks chunks) {
        this.files = files;
        this.chunks = chunks;
    }

    /**
     * A file of a published checkpoint.
     *
     * @throws RefusedException NOT_FOUND
     */
    public StoredFile find(UUID checkpoint, String name) {
        return files.find(checkpoint, name)
                .orElseThrow(() ->
                        Refusal.NOT_FOUND.because(
                                "Checkpoint %s has no file '%s'.", checkpoint, name));
    }

    /** The file's pieces in order. */
    public List<Piece> pieces(StoredFile file) {
        return files.pieces(file);
    }

    /**
     * A piece's bytes.
     *
     * @throws RefusedException CORRUPT where they are not what was stored
     */
    public byte[] read(Piece piece) {
        byte[] data =
                chunks.read(piece.sha256())
                        .orElseThrow(() ->
                                Refusal.CORRUPT.because(
                                        "Chunk %s is no longer there.", piece.sha256()));
        if (!Sha256.hex(data).equals(piece.sha256())) {
            throw Refusal.CORRUPT.because(
                    "The stored bytes of chunk %s have changed.", piece.sha256());
        }
        return data;
    }
}
