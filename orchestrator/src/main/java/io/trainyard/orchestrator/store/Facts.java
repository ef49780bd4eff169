package io.trainyard.orchestrator.store;

import static io.trainyard.orchestrator.store.Database.Array.column;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.trainyard.contract.Wire;
import io.trainyard.contract.message.RunEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What attempts measured and said. A fact is true whoever holds the lease, so any issued attempt
 * may add some; each is written once, however often it is delivered.
 */
@ApplicationScoped
public class Facts {
    private final Database database;

    Facts(Database database) {
        this.database = database;
    }

    /** Points of one series from one event. */
    public record Series(
            Attempts.Key of, long seq, String name, List<Long> steps, List<Double> points) {}

    /** An epoch's end. */
    public record Epoch(Attempts.Key of, RunEvent.EpochEnded ended) {}

    /** A log line. */
    public record Log(Attempts.Key of, long seq, Instant at, RunEvent.LogLine line) {}

    /** A split's result. */
    public record Evaluation(Attempts.Key of, RunEvent.Evaluated result) {}

    public void addSeries(List<Series> series) {
        if (series.isEmpty()) {
            return;
        }
        // unnest flattens arrays of arrays, so each row's arrays travel as text.
        database.update(
                """
                WITH added AS (
                    INSERT INTO metric (run, attempt, seq, name, steps, points)
                    SELECT run, attempt, seq, name, steps::bigint[], points::float8[]
                    FROM unnest(?, ?, ?, ?, ?, ?) AS new (run, attempt, seq, name, steps, points)
                    ON CONFLICT DO NOTHING
                    RETURNING run, name, cardinality(points) AS points)
                INSERT INTO metric_series AS known (run, name, points)
                SELECT run, name, sum(points) FROM added GROUP BY run, name
                ON CONFLICT (run, name) DO UPDATE SET points = known.points + excluded.points
                """,
                column("uuid", series, fact -> fact.of().run()),
                column("int4", series, fact -> fact.of().attempt()),
                column("int8", series, Series::seq),
                column("text", series, Series::name),
                column("text", series, fact -> arrayText(fact.steps())),
                column("text", series, fact -> arrayText(fact.points())));
    }

    public void addEpochs(List<Epoch> epochs) {
        if (epochs.isEmpty()) {
            return;
        }
        database.update(
                """
                INSERT INTO epoch (run, attempt, epoch, step, seconds, measured)
                SELECT run, attempt, epoch, step, seconds, measured::jsonb
                FROM unnest(?, ?, ?, ?, ?, ?) AS new (run, attempt, epoch, step, seconds, measured)
                ON CONFLICT DO NOTHING
                """,
                column("uuid", epochs, fact -> fact.of().run()),
                column("int4", epochs, fact -> fact.of().attempt()),
                column("int4", epochs, fact -> fact.ended().epoch()),
                column("int8", epochs, fact -> fact.ended().step()),
                column("float8", epochs, fact -> fact.ended().seconds()),
                column("text", epochs, fact -> json(fact.ended().values())));
    }

    public void addEvaluations(List<Evaluation> results) {
        if (results.isEmpty()) {
            return;
        }
        database.update(
                """
                INSERT INTO evaluation
                    (run, attempt, split, step, loss_nats, accuracy, classes, matrix, report)
                SELECT run, attempt, split, step, loss, accuracy, classes::jsonb, matrix::jsonb,
                    report::jsonb
                FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
                    AS new (run, attempt, split, step, loss, accuracy, classes, matrix, report)
                ON CONFLICT DO NOTHING
                """,
                column("uuid", results, fact -> fact.of().run()),
                column("int4", results, fact -> fact.of().attempt()),
                column("text", results, fact -> fact.result().split()),
                column("int8", results, fact -> fact.result().step()),
                column("float8", results, fact -> fact.result().lossNats()),
                column("float8", results, fact -> fact.result().accuracy()),
                column("text", results, fact -> json(fact.result().classes())),
                column("text", results, fact -> json(fact.result().matrix())),
                column("text", results, fact -> reportJson(fact.result())));
    }

    /** Adds log lines; take the ledger's lock first, since readers page by rising ids. */
    public void addLogs(List<Log> lines) {
        if (lines.isEmpty()) {
            return;
        }
        database.update(
                """
                INSERT INTO log_line (run, attempt, seq, at, level, message)
                SELECT run, attempt, seq, at, level, message
                FROM unnest(?, ?, ?, ?, ?, ?)
                    WITH ORDINALITY AS new (run, attempt, seq, at, level, message, place)
                ORDER BY place
                ON CONFLICT DO NOTHING
                """,
                column("uuid", lines, fact -> fact.of().run()),
                column("int4", lines, fact -> fact.of().attempt()),
                column("int8", lines, Log::seq),
                column("timestamptz", lines, Log::at),
                column("text", lines, fact -> fact.line().level()),
                column("text", lines, fact -> fact.line().message()));
    }

    /** Moves runs' progress; that of an attempt which is not the current one changes nothing. */
    public void addProgress(Map<Attempts.Key, Progress> progress) {
        if (progress.isEmpty()) {
            return;
        }
        List<Map.Entry<Attempts.Key, Progress>> rows = List.copyOf(progress.entrySet());
        database.update(
                """
                UPDATE run SET
                    epoch = greatest(run.epoch, new.epoch), epochs = coalesce(new.epochs, run.epochs),
                    step = greatest(run.step, new.step), steps = coalesce(new.steps, run.steps),
                    newest_values = CASE WHEN new.epoch < run.epoch
                        THEN new.measured::jsonb || run.newest_values
                        ELSE run.newest_values || new.measured::jsonb END
                FROM unnest(?, ?, ?, ?, ?, ?, ?)
                    AS new (run, attempt, epoch, epochs, step, steps, measured)
                WHERE run.id = new.run AND run.attempt = new.attempt
                """,
                column("uuid", rows, row -> row.getKey().run()),
                column("int4", rows, row -> row.getKey().attempt()),
                column("int4", rows, row -> row.getValue().epoch()),
                column("int4", rows, row -> row.getValue().epochs()),
                column("int8", rows, row -> row.getValue().step()),
                column("int8", rows, row -> row.getValue().steps()),
                column("text", rows, row -> json(row.getValue().values())));
    }

    private static @Nullable String reportJson(RunEvent.Evaluated result) {
        return result.report() == null ? null : json(result.report());
    }

    private static String arrayText(List<? extends Number> numbers) {
        return numbers.stream().map(Number::toString).collect(Collectors.joining(",", "{", "}"));
    }

    private static String json(Object value) {
        try {
            return Wire.json().writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("it was read from JSON", impossible);
        }
    }
}
