package io.trainyard.orchestrator.store;

import io.trainyard.orchestrator.store.Database.Array;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** How long runs of a pool took, and which runs are alike. */
@ApplicationScoped
public class Durations {
    /** Runs that look back this far: the newest say most, and more would only cost time. */
    private static final int RECENT = 500;

    /** Alike are runs of one architecture, dataset and number of epochs. */
    private static final String LIKENESS =
            "run.architecture || ' ' || (spec #>> '{training,epochs}') || ' ' || md5(spec ->> 'dataset')";

    private final Database database;

    Durations(Database database) {
        this.database = database;
    }

    /**
     * How long some runs held a slot, all their attempts together.
     *
     * @param runs how many they are
     * @param low seconds that one in ten stayed below, and {@code high} that one in ten exceeded
     */
    public record Spread(int runs, double low, double high) {}

    /** The recent runs of a pool: by likeness, and all of them under the empty text. */
    public Map<String, Spread> spreads(String pool) {
        Map<String, Spread> spreads = new HashMap<>();
        database.query(
                        """
                        SELECT coalesce(likeness, '') AS likeness, count(*) AS runs,
                            percentile_cont(ARRAY[0.1, 0.9]) WITHIN GROUP (ORDER BY seconds) AS spread
                        FROM (SELECT %s AS likeness, (SELECT sum(extract(epoch
                                    FROM attempt.ended_at - claimed_at)) FROM attempt
                                WHERE attempt.run = run.id)::float8 AS seconds
                            FROM run WHERE state = 'SUCCEEDED' AND pool = ?
                            ORDER BY ended_at DESC LIMIT ?) recent
                        WHERE seconds IS NOT NULL
                        GROUP BY GROUPING SETS ((likeness), ()) HAVING count(*) > 0
                        """
                                .formatted(LIKENESS),
                        row -> {
                            Double[] spread = (Double[]) row.getArray("spread").getArray();
                            return Map.entry(
                                    row.getString("likeness"),
                                    new Spread(row.getInt("runs"), spread[0], spread[1]));
                        },
                        pool,
                        RECENT)
                .forEach(entry -> spreads.put(entry.getKey(), entry.getValue()));
        return spreads;
    }

    /** The likeness of some runs. */
    public Map<UUID, String> likenesses(Collection<UUID> runs) {
        List<Map.Entry<UUID, String>> found =
                database.query(
                        "SELECT id, %s AS likeness FROM run WHERE id = ANY(?)".formatted(LIKENESS),
                        row ->
                                Map.entry(
                                        row.getObject("id", UUID.class), row.getString("likeness")),
                        Array.of("uuid", runs));
        Map<UUID, String> likenesses = new HashMap<>();
        found.forEach(entry -> likenesses.put(entry.getKey(), entry.getValue()));
        return likenesses;
    }
}
