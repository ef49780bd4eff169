package io.trainyard.orchestrator.store;

import io.trainyard.orchestrator.store.Database.Array;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** What the publisher looks at: how much room pools have, and which runs are next. */
@ApplicationScoped
public class Publications {
    /** Any number that nothing else locks. */
    private static final long LOCK = 0x7452_4149_4e02L;

    private final Database database;

    Publications(Database database) {
        this.database = database;
    }

    /**
     * A pool with at least one live worker.
     *
     * @param slots slots of live workers
     * @param freeSlots those of them that no lease occupies
     * @param queued runs published and not yet claimed
     */
    public record PoolLoad(String pool, int slots, int freeSlots, int queued) {}

    /**
     * A run to be published.
     *
     * @param spec the complete tree, JSON
     */
    public record Candidate(UUID id, int attempt, String pool, String spec) {}

    /** Makes this transaction the only publisher until it ends, so that room is given out once. */
    public void lock() {
        var _ = database.query("SELECT pg_advisory_xact_lock(?)", _ -> true, LOCK);
    }

    /**
     * The load of every pool that has a live worker.
     *
     * @param silence how long, on the contact clock, a live worker may not have been heard
     */
    public List<PoolLoad> livePools(Duration silence) {
        return database.query(
                """
                SELECT worker.pool, sum(worker.slots) AS slots,
                    sum(greatest(0, worker.slots - coalesce(busy.runs, 0))) AS free,
                    coalesce((SELECT count(*) FROM run
                        WHERE run.state = 'QUEUED' AND run.pool = worker.pool), 0) AS queued
                FROM worker
                LEFT JOIN (SELECT run.worker, count(*) AS runs FROM run
                    WHERE state = 'LEASED' GROUP BY run.worker) busy USING (worker)
                WHERE NOT gone AND slots > 0
                    AND seen_ms + ? >= (SELECT elapsed_ms FROM contact)
                GROUP BY worker.pool ORDER BY worker.pool
                """,
                row ->
                        new PoolLoad(
                                row.getString("pool"),
                                row.getInt("slots"),
                                row.getInt("free"),
                                row.getInt("queued")),
                silence.toMillis());
    }

    /** Those of some runs that still wait, locked; those locked by others are left. */
    public List<Candidate> take(List<UUID> ids) {
        return database.query(
                """
                SELECT id, attempt, pool, spec FROM run
                JOIN unnest(?) WITH ORDINALITY AS chosen (id, place) USING (id)
                WHERE state = 'PENDING' ORDER BY place FOR UPDATE OF run SKIP LOCKED
                """,
                Publications::candidate,
                Array.of("uuid", ids));
    }

    /**
     * Runs of a pool that were published longer ago than {@code age}; marks them as published now.
     */
    public List<Candidate> refreshStale(String pool, Duration age, int limit) {
        return database.query(
                """
                UPDATE run SET queued_at = clock_timestamp() WHERE id IN (
                    SELECT id FROM run WHERE state = 'QUEUED' AND pool = ?
                        AND queued_at < clock_timestamp() - ? * interval '1 millisecond'
                    ORDER BY id LIMIT ? FOR UPDATE SKIP LOCKED)
                RETURNING id, attempt, pool, spec
                """,
                Publications::candidate,
                pool,
                age.toMillis(),
                limit);
    }

    private static Candidate candidate(ResultSet row) throws SQLException {
        return new Candidate(
                row.getObject("id", UUID.class),
                row.getInt("attempt"),
                row.getString("pool"),
                row.getString("spec"));
    }
}
