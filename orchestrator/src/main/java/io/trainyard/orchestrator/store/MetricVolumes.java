package io.trainyard.orchestrator.store;

import static io.trainyard.orchestrator.store.Database.Array.column;

import io.trainyard.orchestrator.store.Database.Array;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** How much runs have stored of their metrics, and how much was turned away. */
@ApplicationScoped
public class MetricVolumes {
    private final Database database;

    MetricVolumes(Database database) {
        this.database = database;
    }

    /** Points of an event that were turned away. */
    public record Dropped(Attempts.Key of, long seq, long points) {}

    /** What a run has. */
    public record Volume(int series, long points, long dropped) {}

    private record Row(UUID run, String name, long points) {}

    /** The points stored of each series of some runs. */
    public Map<UUID, Map<String, Long>> of(Collection<UUID> runs) {
        Map<UUID, Map<String, Long>> known = new HashMap<>();
        database.query(
                        "SELECT run, name, points FROM metric_series WHERE run = ANY(?)",
                        row ->
                                new Row(
                                        row.getObject("run", UUID.class),
                                        row.getString("name"),
                                        row.getLong("points")),
                        Array.of("uuid", runs))
                .forEach(row ->
                        known.computeIfAbsent(row.run(), _ -> new HashMap<>())
                                .put(row.name(), row.points()));
        return known;
    }

    public Volume volume(UUID run) {
        return database.first(
                        """
                        SELECT count(*) AS series, coalesce(sum(points), 0) AS points,
                            coalesce((SELECT points FROM metric_dropped WHERE run = ?), 0) AS dropped
                        FROM metric_series WHERE run = ?
                        """,
                        row ->
                                new Volume(
                                        row.getInt("series"),
                                        row.getLong("points"),
                                        row.getLong("dropped")),
                        run,
                        run)
                .orElseThrow();
    }

    /**
     * Counts what is turned away; call it before the events are in the ledger, which tells repeats.
     */
    public void addDropped(List<Dropped> dropped) {
        if (dropped.isEmpty()) {
            return;
        }
        database.update(
                """
                INSERT INTO metric_dropped AS known (run, points)
                SELECT run, sum(points)
                FROM unnest(?, ?, ?, ?) AS new (run, attempt, seq, points)
                WHERE NOT EXISTS (SELECT FROM event WHERE event.run = new.run
                    AND event.attempt = new.attempt AND event.seq = new.seq)
                GROUP BY run
                ON CONFLICT (run) DO UPDATE SET points = known.points + excluded.points
                """,
                column("uuid", dropped, fact -> fact.of().run()),
                column("int4", dropped, fact -> fact.of().attempt()),
                column("int8", dropped, Dropped::seq),
                column("int8", dropped, Dropped::points));
    }
}
