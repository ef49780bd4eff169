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
                        SELECT name, min(steps[1]) AS first,
                            max(least(steps[cardinality(steps)], counts_to)) AS last
                        FROM metric JOIN lineage USING (attempt)
                        WHERE run = ? AND (cardinality(?) = 0 OR name = ANY(?))
                            AND steps[1] <= counts_to
                        GROUP BY name ORDER BY name
                        """,
                row -> new Extent(row.getString("name"), row.getLong("first"), row.getLong("last")),
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
        // The order is the primary key's, so that nothing is sorted. The arrays come as the bytes
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
