package io.trainyard.orchestrator.store;

import io.trainyard.orchestrator.store.Database.Array;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The files of published checkpoints. */
@ApplicationScoped
public class StoredFiles {
    private final Database database;

    StoredFiles(Database database) {
        this.database = database;
    }

    /**
     * A file of a published checkpoint.
     *
     * @param sha256 lower-case hexadecimal
     */
    public record StoredFile(UUID checkpoint, String name, long bytes, String sha256) {}

    /** A piece of a file. */
    public record Piece(String sha256, int bytes) {}

    /** All files of some checkpoints, by name. */
    public List<StoredFile> of(Collection<UUID> checkpoints) {
        return database.query(
                """
                SELECT checkpoint, name, bytes, encode(sha256, 'hex') AS hex FROM checkpoint_file
                WHERE checkpoint = ANY(?) ORDER BY checkpoint, name
                """,
                row ->
                        new StoredFile(
                                row.getObject("checkpoint", UUID.class),
                                row.getString("name"),
                                row.getLong("bytes"),
                                row.getString("hex")),
                Array.of("uuid", checkpoints));
    }

    /** A file of a published checkpoint. */
    public Optional<StoredFile> find(UUID checkpoint, String name) {
        return database.first(
                """
                SELECT file.name, file.bytes, encode(file.sha256, 'hex') AS hex
                FROM checkpoint_file file JOIN checkpoint ON checkpoint.id = file.checkpoint
                WHERE checkpoint = ? AND name = ? AND published_at IS NOT NULL
                """,
                row ->
                        new StoredFile(
                                checkpoint,
                                row.getString("name"),
                                row.getLong("bytes"),
                                row.getString("hex")),
                checkpoint,
                name);
    }

    /** A file's pieces in order. */
    public List<Piece> pieces(StoredFile file) {
        return database.query(
                """
                SELECT encode(sha256, 'hex') AS hex, bytes FROM checkpoint_chunk
                WHERE checkpoint = ? AND name = ? ORDER BY ordinal
                """,
                row -> new Piece(row.getString("hex"), row.getInt("bytes")),
                file.checkpoint(),
                file.name());
    }
}
