package io.trainyard.orchestrator.store;

import io.trainyard.orchestrator.store.Database.Array;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How runs come into being. */
@ApplicationScoped
public class Submissions {
    private final Database database;

    Submissions(Database database) {
        this.database = database;
    }

    /**
     * A run to be.
     *
     * @param spec the complete tree, JSON
     * @param bodySha256 of the request's body, to tell a repeated request from another
     */
    public record NewRun(
            UUID id,
            String name,
            String kind,
            String architecture,
            String pool,
            int priority,
            int retries,
            List<String> tags,
            String spec,
            @Nullable String idempotencyKey,
            String bodySha256) {}

    /** The run that a key stands for. */
    public record Earlier(UUID id, String bodySha256) {}

    /**
     * Stores a pending run.
     *
     * @return false where its idempotency key is taken, and nothing was stored
     */
    public boolean insert(NewRun run) {
        return database.update(
                        """
                        INSERT INTO run (id, name, kind, architecture, pool, priority, retries, tags,
                            spec, idempotency_key, body_sha256)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, decode(?, 'hex'))
                        ON CONFLICT (idempotency_key) DO NOTHING
                        """,
                        run.id(),
                        run.name(),
                        run.kind(),
                        run.architecture(),
                        run.pool(),
                        run.priority(),
                        run.retries(),
                        Array.of("text", run.tags()),
                        run.spec(),
                        run.idempotencyKey(),
                        run.bodySha256())
                == 1;
    }

    public Optional<Earlier> withKey(String idempotencyKey) {
        return database.first(
                "SELECT id, encode(body_sha256, 'hex') AS hex FROM run WHERE idempotency_key = ?",
                row -> new Earlier(row.getObject("id", UUID.class), row.getString("hex")),
                idempotencyKey);
    }
}
