package io.trainyard.orchestrator.store;

import io.trainyard.orchestrator.store.Database.Array;
import io.trainyard.orchestrator.store.PackedSeries.Points;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps the series of runs that have ended in few bytes, and deletes them where rules say so. */
@ApplicationScoped
public class MetricPacking {
    private static final int ROWS_A_FETCH = 500;

    private final Database database;

    MetricPacking(Database database) {
        this.database = database;
    }

    /** Runs that ended so long ago and are not packed yet, the oldest first. */
    public List<UUID> toPack(Duration age, int limit) {
        return database.query(
                """
                SELECT id FROM run
                WHERE ended_at < clock_timestamp() - make_interval(secs => ?)
                    AND NOT EXISTS (SELECT FROM metric_retention WHERE run = run.id)
                ORDER BY ended_at LIMIT ?
                """,
                row -> row.getObject("id", UUID.class),
                (double) age.toSeconds(),
                limit);
    }

    /** Runs that ended so long ago, whose series are still there and that no tag keeps. */
    public List<UUID> toForget(Duration age, List<String> keptTags, int limit) {
        return database.query(
                """
                SELECT id FROM run JOIN metric_retention AS known ON known.run = run.id
                WHERE NOT known.reduced AND NOT run.tags && ?
                    AND ended_at < clock_timestamp() - make_interval(secs => ?)
                ORDER BY ended_at LIMIT ?
                """,
                row -> row.getObject("id", UUID.class),
                Array.of("text", keptTags),
                (double) age.toSeconds(),
                limit);
    }

    /**
     * Packs a run's series. The ledger's lines of them go: they said the same, for those who looked
     * on while the run went. Lock the run first, so that none of its events is taken in meanwhile.
     */
    public void pack(UUID run) {
        Packer packer = new Packer(run);
        database.scan(
                """
                SELECT name, attempt, seq, array_send(steps) AS steps, array_send(points) AS points
                FROM metric WHERE run = ? ORDER BY name, attempt, seq
                """,
                ROWS_A_FETCH,
                row ->
                        packer.add(
                                row.getString("name"),
                                row.getInt("attempt"),
                                row.getLong("seq"),
                                SentArray.longs(row.getBytes("steps")),
                                SentArray.doubles(row.getBytes("points"))),
                run);
        packer.flush();
        var _ = database.update("DELETE FROM metric WHERE run = ?", run);
        var _ = database.update("DELETE FROM event WHERE run = ? AND type = 'metrics'", run);
        var _ =
                database.update(
                        "INSERT INTO metric_retention VALUES (?, false) ON CONFLICT DO NOTHING",
                        run);
    }

    /** Deletes a run's per-step series; its epochs and results stay. */
    public void forget(UUID run) {
        for (String table : List.of("metric", "packed_metric", "metric_series")) {
            var _ = database.update("DELETE FROM " + table + " WHERE run = ?", run);
        }
        var _ = database.update("UPDATE metric_retention SET reduced = true WHERE run = ?", run);
    }

    /** Gathers the points of one series and attempt until there are enough for a piece. */
    private final class Packer {
        private final UUID run;
        private @Nullable String name;
        private int attempt;
        private long seq;
        private long[] steps = new long[PackedSeries.MOST_POINTS];
        private double[] values = new double[PackedSeries.MOST_POINTS];
        private int count;

        Packer(UUID run) {
            this.run = run;
        }

        void add(String series, int of, long first, long[] moreSteps, double[] moreValues) {
            boolean isAnother = !series.equals(name) || of != attempt;
            if (isAnother || count + moreSteps.length > PackedSeries.MOST_POINTS) {
                flush();
            }
            if (count == 0) {
                name = series;
                attempt = of;
                seq = first;
            }
            if (moreSteps.length > steps.length) {
                steps = new long[moreSteps.length];
                values = new double[moreSteps.length];
            }
            System.arraycopy(moreSteps, 0, steps, count, moreSteps.length);
            System.arraycopy(moreValues, 0, values, count, moreSteps.length);
            count += moreSteps.length;
        }

        void flush() {
            if (count == 0) {
                return;
            }
            Points points = new Points(Arrays.copyOf(steps, count), Arrays.copyOf(values, count));
            var _ =
                    database.update(
                            "INSERT INTO packed_metric VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                            run,
                            name,
                            attempt,
                            seq,
                            points.steps()[0],
                            points.steps()[count - 1],
                            PackedSeries.pack(points));
            count = 0;
        }
    }
}
