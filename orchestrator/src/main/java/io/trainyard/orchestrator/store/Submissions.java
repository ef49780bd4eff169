package io.trainyard.orchestrator.store;

import io.trainyard.orchestrator.store.Database.Array;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
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
     * @param earliestStart null for at once
     * @param origin the run it was made from, or null
     * @param contentSha256 of what determines its result, where that is known
     * @param bodySha256 of the request's body, to tell a repeated request from another
     */
    public record NewRun(
            UUID id,
            String name,
            String kind,
            String architecture,
            String pool,
            String project,
            int priority,
            int retries,
            List<String> tags,
            @Nullable Instant earliestStart,
            @Nullable UUID origin,
            @Nullable String contentSha256,
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
                        INSERT INTO run (id, name, kind, architecture, pool, project, priority,
                            retries, tags, earliest_start, origin, content_sha256, spec, idempotency_key, body_sha256)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
                            decode(?, 'hex'), ?::jsonb, ?, decode(?, 'hex'))
                        ON CONFLICT (idempotency_key) DO NOTHING
                        """,
                        run.id(),
                        run.name(),
                        run.kind(),
                        run.architecture(),
                        run.pool(),
                        run.project(),
                        run.priority(),
                        run.retries(),
                        Array.of("text", run.tags()),
                        run.earliestStart(),
                        run.origin(),
                        run.contentSha256(),
                        run.spec(),
                        run.idempotencyKey(),
                        run.bodySha256())
                == 1;
    }

    /** The newest run that has succeeded with a content. */
    public Optional<UUID> succeededWith(String contentSha256) {
        return database.first(
                """
                SELECT id FROM run WHERE content_sha256 = decode(?, 'hex') AND state = 'SUCCEEDED'
                ORDER BY ended_at DESC LIMIT 1
                """,
                row -> row.getObject("id", UUID.class),
                contentSha256);
    }

    public Optional<Earlier> withKey(String idempotencyKey) {
        return database.first(
                "SELECT id, encode(body_sha256, 'hex') AS hex FROM run WHERE idempotency_key = ?",
                row -> new Earlier(row.getObject("id", UUID.class), row.getString("hex")),
                idempotencyKey);
    }
}
