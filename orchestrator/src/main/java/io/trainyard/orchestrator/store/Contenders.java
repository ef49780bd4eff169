package io.trainyard.orchestrator.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Who contends for a pool's slots: runs that could start, runs that have a slot, and projects. */
@ApplicationScoped
public class Contenders {
    /** A pending run that nothing but the want of a slot keeps back. */
    static final String READY =
            """
            run.state = 'PENDING'
                AND (run.not_before IS NULL OR run.not_before <= clock_timestamp())
                AND (run.earliest_start IS NULL OR run.earliest_start <= clock_timestamp())
                AND NOT EXISTS (SELECT FROM run_dependency
                    WHERE run_dependency.run = run.id AND NOT settled)
            """;

    private final Database database;

    Contenders(Database database) {
        this.database = database;
    }

    /**
     * A run of a pool that waits for a slot.
     *
     * @param number the order of submission
     */
    public record Contender(UUID id, String project, int priority, long number) {}

    /**
     * A run that a worker has.
     *
     * @param leaving whether it was asked to stop
     * @param ranForMillis since its attempt was claimed
     */
    public record Holder(UUID id, int priority, boolean leaving, long ranForMillis) {}

    /** The ready runs of a pool, of each project those that are first within it. */
    public List<Contender> ready(String pool, int perProject) {
        // The projects are found by skipping through the index, not by reading all that waits.
        return database.query(
                """
                WITH RECURSIVE waiting (project) AS (
                    (SELECT project FROM run WHERE state = 'PENDING' AND pool = ?
                        ORDER BY project LIMIT 1)
                    UNION ALL
                    SELECT (SELECT project FROM run WHERE state = 'PENDING' AND pool = ?
                            AND project > waiting.project ORDER BY project LIMIT 1)
                    FROM waiting WHERE project IS NOT NULL)
                SELECT first.* FROM waiting CROSS JOIN LATERAL (
                    SELECT id, project, priority, number FROM run
                    WHERE pool = ? AND run.project = waiting.project AND %s
                    ORDER BY priority DESC, number LIMIT ?) first
                """
                        .formatted(READY),
                Contenders::contender,
                pool,
                pool,
                pool,
                perProject);
    }

    /** The runs of a pool that are published and not claimed. */
    public List<Contender> queued(String pool) {
        return database.query(
                """
                SELECT id, project, priority, number FROM run
                WHERE state = 'QUEUED' AND pool = ? ORDER BY priority, number DESC
                """,
                Contenders::contender,
                pool);
    }

    /** The runs of a pool that workers have. */
    public List<Holder> holders(String pool) {
        return database.query(
                """
                SELECT id, priority, cancel_requested OR interruption IS NOT NULL AS leaving,
                    (extract(epoch FROM clock_timestamp() - claimed_at) * 1000)::bigint AS ran_ms
                FROM run JOIN attempt ON attempt.run = run.id AND attempt.attempt = run.attempt
                WHERE run.state = 'LEASED' AND pool = ?
                """,
                row ->
                        new Holder(
                                row.getObject("id", UUID.class),
                                row.getInt("priority"),
                                row.getBoolean("leaving"),
                                row.getLong("ran_ms")),
                pool);
    }

    /** The slots of a pool that each project holds, promised ones included. */
    public Map<String, Integer> held(String pool) {
        return database
                .query(
                        """
                        SELECT project, count(*) AS slots FROM run
                        WHERE pool = ? AND state IN ('QUEUED', 'LEASED') GROUP BY project
                        """,
                        row -> Map.entry(row.getString("project"), row.getInt("slots")),
                        pool)
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The slots of a pool that each project held on average within the window. */
    public Map<String, Double> lately(String pool, Duration window) {
        return database
                .query(
                        """
                        SELECT project, greatest(0, sum(extract(epoch FROM
                                coalesce(attempt.ended_at, clock_timestamp())
                                - greatest(claimed_at, since))) / ?)::float8 AS slots
                        FROM attempt JOIN run ON run.id = attempt.run,
                            (SELECT clock_timestamp() - ? * interval '1 second') starting (since)
                        WHERE pool = ? AND (attempt.ended_at IS NULL OR attempt.ended_at > since)
                        GROUP BY project
                        """,
                        row -> Map.entry(row.getString("project"), row.getDouble("slots")),
                        Math.max(1, window.toSeconds()),
                        window.toSeconds(),
                        pool)
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Contender contender(ResultSet row) throws SQLException {
        return new Contender(
                row.getObject("id", UUID.class),
                row.getString("project"),
                row.getInt("priority"),
                row.getLong("number"));
    }
}
