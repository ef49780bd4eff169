package io.trainyard.orchestrator.store;

import io.trainyard.orchestrator.store.Database.Array;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/** Pieces of at most 4 MiB, each stored once under the SHA-256 of its bytes. */
@ApplicationScoped
public class Chunks {
    private static final HexFormat HEX = HexFormat.of();

    private final Database database;

    Chunks(Database database) {
        this.database = database;
    }

    /** Stores a chunk, or notes that it was wanted again. */
    public void put(byte[] sha256, byte[] data) {
        database.update(
                """
                INSERT INTO chunk (sha256, bytes, data) VALUES (?, ?, ?)
                ON CONFLICT (sha256) DO UPDATE SET touched_at = clock_timestamp()
                """,
                sha256,
                data.length,
                data);
    }

    /** The bytes as they are stored; the reader checks them. */
    public Optional<byte[]> read(String sha256) {
        return database.first(
                "SELECT data FROM chunk WHERE sha256 = ?",
                row -> row.getBytes("data"),
                (Object) HEX.parseHex(sha256));
    }

    /** Keeps chunks from collection for a while, and tells which of them are there. */
    public Set<String> touch(Collection<String> sha256) {
        return new HashSet<>(
                database.query(
                        """
                        UPDATE chunk SET touched_at = clock_timestamp() WHERE sha256 IN (
                            SELECT chunk.sha256 FROM chunk
                            JOIN unnest(?) AS named (hex) ON chunk.sha256 = decode(named.hex, 'hex')
                            ORDER BY 1 FOR UPDATE OF chunk)
                        RETURNING encode(sha256, 'hex') AS hex
                        """,
                        row -> row.getString("hex"),
                        Array.of("text", Set.copyOf(sha256))));
    }

    /**
     * Deletes chunks that no checkpoint names and nobody asked for lately; those in use are left.
     *
     * @return how many
     */
    public int collect(Duration age, int limit) {
        return database.update(
                """
                DELETE FROM chunk WHERE sha256 IN (
                    SELECT sha256 FROM chunk
                    WHERE touched_at < clock_timestamp() - ? * interval '1 millisecond'
                        AND NOT EXISTS (SELECT FROM checkpoint_chunk named
                            WHERE named.sha256 = chunk.sha256)
                    LIMIT ? FOR UPDATE SKIP LOCKED)
                """,
                age.toMillis(),
                limit);
    }
}
