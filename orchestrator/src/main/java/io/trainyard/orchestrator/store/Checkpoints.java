package io.trainyard.orchestrator.store;

import io.trainyard.contract.api.CheckpointManifest;
import io.trainyard.contract.message.CheckpointRole;
import io.trainyard.orchestrator.store.Database.Array;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Checkpoints: files as lists of chunks, and which of them a run points to. */
@ApplicationScoped
public class Checkpoints {
    private final Database database;

    Checkpoints(Database database) {
        this.database = database;
    }

    /** A checkpoint that is being uploaded, or was published. */
    public record Upload(UUID id, boolean published) {}

    /**
     * The checkpoint of an attempt's step, made where there is none yet.
     *
     * @param fresh the id it gets then
     * @param measured JSON
     */
    public Upload begin(Attempts.Key of, UUID fresh, CheckpointManifest manifest, String measured) {
        return database.first(
                        """
                        INSERT INTO checkpoint (id, run, attempt, epoch, step, roles, measured)
                        VALUES (?, ?, ?, ?, ?, ?, ?::jsonb)
                        ON CONFLICT (run, attempt, step) DO UPDATE
                            SET roles = CASE WHEN checkpoint.published_at IS NULL
                                THEN excluded.roles ELSE checkpoint.roles END
                        RETURNING id, published_at IS NOT NULL AS published
                        """,
                        row ->
                                new Upload(
                                        row.getObject("id", UUID.class),
                                        row.getBoolean("published")),
                        fresh,
                        of.run(),
                        of.attempt(),
                        manifest.epoch(),
                        manifest.step(),
                        Array.of("text", manifest.roles()),
                        measured)
                .orElseThrow();
    }

    /** Writes an unpublished checkpoint's files anew. */
    public void replaceFiles(UUID checkpoint, List<CheckpointManifest.File> files) {
        database.update("DELETE FROM checkpoint_file WHERE checkpoint = ?", checkpoint);
        for (CheckpointManifest.File file : files) {
            database.update(
                    """
                    INSERT INTO checkpoint_file (checkpoint, name, bytes, sha256)
                    VALUES (?, ?, ?, decode(?, 'hex'))
                    """,
                    checkpoint,
                    file.name(),
                    file.bytes(),
                    file.sha256());
            List<String> hashes = new ArrayList<>();
            List<Integer> lengths = new ArrayList<>();
            for (CheckpointManifest.Chunk chunk : file.chunks()) {
                hashes.add(chunk.sha256());
                lengths.add(chunk.bytes());
            }
            database.update(
                    """
                    INSERT INTO checkpoint_chunk (checkpoint, name, ordinal, sha256, bytes)
                    SELECT ?, ?, place, decode(hex, 'hex'), bytes
                    FROM unnest(?, ?) WITH ORDINALITY AS new (hex, bytes, place)
                    """,
                    checkpoint,
                    file.name(),
                    Array.of("text", hashes),
                    Array.of("int4", lengths));
        }
    }

    /** The upload of that id that belongs to an attempt. */
    public Optional<Upload> find(UUID checkpoint, Attempts.Key of) {
        return database.first(
                """
                SELECT id, published_at IS NOT NULL AS published FROM checkpoint
                WHERE id = ? AND run = ? AND attempt = ?
                """,
                row -> new Upload(row.getObject("id", UUID.class), row.getBoolean("published")),
                checkpoint,
                of.run(),
                of.attempt());
    }

    /** How many of a checkpoint's chunks are absent or of another length. */
    public int missing(UUID checkpoint) {
        return database.first(
                        """
                        SELECT count(*) FROM checkpoint_chunk named
                        LEFT JOIN chunk ON chunk.sha256 = named.sha256 AND chunk.bytes = named.bytes
                        WHERE named.checkpoint = ? AND chunk.sha256 IS NULL
                        """,
                        row -> row.getInt(1),
                        checkpoint)
                .orElseThrow();
    }

    /** Makes a complete checkpoint visible and moves its run's pointers to it, forward only. */
    public void publish(UUID checkpoint, UUID run) {
        database.update(
                "UPDATE checkpoint SET published_at = clock_timestamp() WHERE id = ?", checkpoint);
        point("best_checkpoint", CheckpointRole.BEST, checkpoint, run);
        point("last_checkpoint", CheckpointRole.LAST, checkpoint, run);
        database.update(
                """
                DELETE FROM checkpoint WHERE checkpoint.run = ? AND published_at IS NOT NULL
                    AND NOT EXISTS (SELECT FROM run
                        WHERE checkpoint.id IN (run.best_checkpoint, run.last_checkpoint))
                """,
                run);
    }

    private void point(String pointer, CheckpointRole role, UUID checkpoint, UUID run) {
        // The column's name is ours, never the caller's.
        database.update(
                """
                UPDATE run SET %1$s = newer.id FROM checkpoint newer
                WHERE newer.id = ? AND ? = ANY(newer.roles) AND run.id = ?
                    AND NOT EXISTS (SELECT FROM checkpoint older
                        WHERE older.id = run.%1$s AND older.step >= newer.step)
                """
                        .formatted(pointer),
                checkpoint,
                role,
                run);
    }

    /** Deletes uploads that were begun long ago and never published. */
    public int collectAbandoned(Duration age) {
        return database.update(
                """
                DELETE FROM checkpoint WHERE published_at IS NULL
                    AND created_at < clock_timestamp() - ? * interval '1 millisecond'
                """,
                age.toMillis());
    }
}
