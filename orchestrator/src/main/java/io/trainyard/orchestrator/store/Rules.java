package io.trainyard.orchestrator.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What operators allow pools and projects. */
@ApplicationScoped
public class Rules {
    private final Database database;

    Rules(Database database) {
        this.database = database;
    }

    /**
     * What holds for a pool as a whole.
     *
     * @param maxRunning runs that hold a slot or are promised one, or null for as many as slots
     * @param maxWaiting runs that wait, or null for no bound
     * @param preemption whether more urgent runs make others give their slots back
     * @param minimumRun how long an attempt is left alone
     */
    public record PoolRule(
            String pool,
            @Nullable Integer maxRunning,
            @Nullable Integer maxWaiting,
            boolean preemption,
            Duration minimumRun) {
        private static final Duration LEFT_ALONE = Duration.ofMinutes(1);

        /** What holds where nothing was set. */
        public static PoolRule usual(String pool) {
            return new PoolRule(pool, null, null, false, LEFT_ALONE);
        }
    }

    /**
     * What holds for a project in a pool.
     *
     * @param weight its part of the pool, beside the weights of the others
     */
    public record ProjectRule(
            String pool,
            String project,
            double weight,
            @Nullable Integer maxRunning,
            @Nullable Integer maxWaiting) {
        /** What holds where nothing was set. */
        public static ProjectRule usual(String pool, String project) {
            return new ProjectRule(pool, project, 1, null, null);
        }
    }

    public List<PoolRule> pools() {
        return database.query(POOLS + "ORDER BY pool", Rules::pool);
    }

    public Optional<PoolRule> pool(String pool) {
        return database.first(POOLS + "WHERE pool = ?", Rules::pool, pool);
    }

    public List<ProjectRule> projects() {
        return database.query(PROJECTS + "ORDER BY pool, project", Rules::project);
    }

    public List<ProjectRule> projects(String pool) {
        return database.query(PROJECTS + "WHERE pool = ?", Rules::project, pool);
    }

    public void set(PoolRule rule) {
        database.update(
                """
                INSERT INTO pool_rule (pool, max_running, max_waiting, preemption, minimum_run_ms)
                VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (pool) DO UPDATE SET max_running = excluded.max_running,
                    max_waiting = excluded.max_waiting, preemption = excluded.preemption,
                    minimum_run_ms = excluded.minimum_run_ms
                """,
                rule.pool(),
                rule.maxRunning(),
                rule.maxWaiting(),
                rule.preemption(),
                rule.minimumRun().toMillis());
    }

    public void set(ProjectRule rule) {
        database.update(
                """
                INSERT INTO project_rule (pool, project, weight, max_running, max_waiting)
                VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (pool, project) DO UPDATE SET weight = excluded.weight,
                    max_running = excluded.max_running, max_waiting = excluded.max_waiting
                """,
                rule.pool(),
                rule.project(),
                rule.weight(),
                rule.maxRunning(),
                rule.maxWaiting());
    }

    /**
     * The most runs that may wait in a pool, where that is bounded. Whoever asks is alone with that
     * pool until the transaction ends, so that a bound is not passed by two at once.
     */
    public Optional<Integer> lockMaxWaiting(String pool) {
        return database.first(
                "SELECT max_waiting FROM pool_rule WHERE pool = ? AND max_waiting IS NOT NULL FOR UPDATE",
                row -> row.getInt(1),
                pool);
    }

    /** As {@link #lockMaxWaiting(String)}, of a project in a pool. Ask after the pool's. */
    public Optional<Integer> lockMaxWaiting(String pool, String project) {
        return database.first(
                """
                SELECT max_waiting FROM project_rule
                WHERE pool = ? AND project = ? AND max_waiting IS NOT NULL FOR UPDATE
                """,
                row -> row.getInt(1),
                pool,
                project);
    }

    /** How many runs of a pool wait, of one project or of all. */
    public int waiting(String pool, @Nullable String project) {
        return database.first(
                        """
                        SELECT count(*) FROM run WHERE pool = ?
                            AND (?::text IS NULL OR project = ?)
                            AND state IN ('PENDING', 'QUEUED', 'RETRY_WAIT', 'PAUSED')
                        """,
                        row -> row.getInt(1),
                        pool,
                        project,
                        project)
                .orElseThrow();
    }

    private static final String POOLS =
            "SELECT pool, max_running, max_waiting, preemption, minimum_run_ms FROM pool_rule ";

    private static final String PROJECTS =
            "SELECT pool, project, weight, max_running, max_waiting FROM project_rule ";

    private static PoolRule pool(ResultSet row) throws SQLException {
        return new PoolRule(
                row.getString("pool"),
                row.getObject("max_running", Integer.class),
                row.getObject("max_waiting", Integer.class),
                row.getBoolean("preemption"),
                Duration.ofMillis(row.getLong("minimum_run_ms")));
    }

    private static ProjectRule project(ResultSet row) throws SQLException {
        return new ProjectRule(
                row.getString("pool"),
                row.getString("project"),
                row.getDouble("weight"),
                row.getObject("max_running", Integer.class),
                row.getObject("max_waiting", Integer.class));
    }
}
