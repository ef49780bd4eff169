package io.trainyard.orchestrator.store;

import io.trainyard.contract.message.RunEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what runs measured and said. Where lineage matters, only what counts is read. */
@ApplicationScoped
public class History {
    /**
     * Each attempt of a run with the last step that counts: the least one that a later attempt
     * resumed from. Nothing bounds the newest.
     */
    static final String LINEAGE =
            """
            WITH lineage AS (
                SELECT attempt, coalesce(min(resumed_from) OVER (ORDER BY attempt
                    ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING), %d) AS counts_to
                FROM attempt WHERE run = ?)
            """
                    .formatted(Long.MAX_VALUE);

    private final Database database;

    History(Database database) {
        this.database = database;
    }

    /**
     * An epoch that counts.
     *
     * @param measured JSON: metric name to value
     */
    public record Epoch(int epoch, long step, int attempt, double seconds, String measured) {}

    public record Log(
            long id, int attempt, Instant at, RunEvent.LogLine.Level level, String message) {}

    /**
     * A split's result.
     *
     * @param classes JSON list
     * @param matrix JSON list of lists, row = true class
     * @param report JSON, or null where the trainer made none
     */
    public record Evaluation(
            String split,
            int attempt,
            long step,
            double lossNats,
            double accuracy,
            String classes,
            String matrix,
            @Nullable String report) {}

    /** The complete spec of a run, JSON. */
    public Optional<String> spec(UUID run) {
        return database.first("SELECT spec FROM run WHERE id = ?", row -> row.getString(1), run);
    }

    /** The epochs of a run's lineage, ascending. */
    public List<Epoch> epochs(UUID run) {
        return database.query(
                LINEAGE
                        + """
                        SELECT DISTINCT ON (epoch) epoch, step, attempt, seconds, measured
                        FROM epoch JOIN lineage USING (attempt)
                        WHERE run = ? AND step <= counts_to
                        ORDER BY epoch, attempt DESC
                        """,
                row ->
                        new Epoch(
                                row.getInt("epoch"),
                                row.getLong("step"),
                                row.getInt("attempt"),
                                row.getDouble("seconds"),
                                row.getString("measured")),
                run,
                run);
    }

    /** The results of a run's lineage by step; of a split measured twice at a step, the later. */
    public List<Evaluation> evaluations(UUID run) {
        return database.query(
                LINEAGE
                        + """
                        SELECT DISTINCT ON (step, split) split, attempt, step, loss_nats, accuracy,
                            classes, matrix, report
                        FROM evaluation JOIN lineage USING (attempt)
                        WHERE run = ? AND step <= counts_to
                        ORDER BY step, split, attempt DESC
                        """,
                History::evaluation,
                run,
                run);
    }

    /** Log lines of all attempts after an id, ascending. */
    public List<Log> logs(UUID run, long after, int limit) {
        return database.query(
                """
                SELECT id, attempt, at, level, message FROM log_line
                WHERE run = ? AND id > ? ORDER BY id LIMIT ?
                """,
                row ->
                        new Log(
                                row.getLong("id"),
                                row.getInt("attempt"),
                                row.getTimestamp("at").toInstant(),
                                RunEvent.LogLine.Level.valueOf(row.getString("level")),
                                row.getString("message")),
                run,
                after,
                limit);
    }

    /** Runs that workers hold, as pairs of worker and run. */
    public List<Held> held() {
        return database.query(
                "SELECT worker, id FROM run WHERE state = 'LEASED' ORDER BY worker, number",
                row -> new Held(row.getString("worker"), row.getObject("id", UUID.class)));
    }

    /** A run and the worker that holds it. */
    public record Held(String worker, UUID run) {}

    private static Evaluation evaluation(ResultSet row) throws SQLException {
        return new Evaluation(
                row.getString("split"),
                row.getInt("attempt"),
                row.getLong("step"),
                row.getDouble("loss_nats"),
                row.getDouble("accuracy"),
                row.getString("classes"),
                row.getString("matrix"),
                row.getString("report"));
    }
}
