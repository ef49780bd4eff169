package io.trainyard.orchestrator.store;

import io.trainyard.orchestrator.store.Database.Array;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** Reads long per-step series piece by piece, as they are stored, without a row a point. */
@ApplicationScoped
public class Series {
    private static final int ROWS_A_FETCH = 2_000;
    private static final int PACKED_ROWS_A_FETCH = 20;

    private final Database database;

    Series(Database database) {
        this.database = database;
    }

    /** Where a series begins and ends, both steps included. */
    public record Extent(String name, long first, long last) {}

    /**
     * Points that one event brought.
     *
     * @param countsTo the last step of them that belongs to the run's lineage
     */
    public record Piece(String name, long[] steps, double[] values, long countsTo) {}

    /** The extents of a run's series by name; of all series where no name is given. */
    public List<Extent> extents(UUID run, Set<String> names) {
        // The points of an event are in the order of their steps.
        return database.query(
                History.LINEAGE
                        + """
                        , piece AS (
                            SELECT name, attempt, steps[1] AS first, steps[cardinality(steps)] AS last
                            FROM metric WHERE run = ?
                            UNION ALL
                            SELECT name, attempt, first_step, last_step
                            FROM packed_metric WHERE run = ?)
                        SELECT name, min(first) AS first, max(least(last, counts_to)) AS last
                        FROM piece JOIN lineage USING (attempt)
                        WHERE (cardinality(?) = 0 OR name = ANY(?)) AND first <= counts_to
                        GROUP BY name ORDER BY name
                        """,
                row -> new Extent(row.getString("name"), row.getLong("first"), row.getLong("last")),
                run,
                run,
                run,
                Array.of("text", names),
                Array.of("text", names));
    }

    /** Hands on all pieces of a series, older attempts first. */
    public void read(UUID run, String name, Consumer<Piece> reader) {
        Map<Integer, Long> countsTo = new HashMap<>();
        database.query(
                        History.LINEAGE + "SELECT attempt, counts_to FROM lineage",
                        row -> Map.entry(row.getInt("attempt"), row.getLong("counts_to")),
                        run)
                .forEach(attempt -> countsTo.put(attempt.getKey(), attempt.getValue()));
        database.scan(
                """
                SELECT attempt, data FROM packed_metric
                WHERE run = ? AND name = ? ORDER BY attempt, seq
                """,
                PACKED_ROWS_A_FETCH,
                row -> {
                    Long last = countsTo.get(row.getInt("attempt"));
                    if (last != null) {
                        PackedSeries.Points points = PackedSeries.unpack(row.getBytes("data"));
                        reader.accept(new Piece(name, points.steps(), points.values(), last));
                    }
                },
                run,
                name);
        // What is not packed. The order is the primary key's, so that nothing is sorted. The arrays
        // come as the bytes
        // they are sent in: as text, or as an object a number, they take several times as long.
        database.scan(
                """
                SELECT attempt, array_send(steps) AS steps, array_send(points) AS points
                FROM metric WHERE run = ? AND name = ? ORDER BY attempt, seq
                """,
                ROWS_A_FETCH,
                row -> {
                    Long last = countsTo.get(row.getInt("attempt"));
                    if (last != null) {
                        reader.accept(
                                new Piece(
                                        name,
                                        SentArray.longs(row.getBytes("steps")),
                                        SentArray.doubles(row.getBytes("points")),
                                        last));
                    }
                },
                run,
                name);
    }
}
