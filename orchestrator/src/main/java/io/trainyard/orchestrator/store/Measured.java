package io.trainyard.orchestrator.store;

import static io.trainyard.orchestrator.store.Database.Array.column;

import io.trainyard.orchestrator.store.Extremes.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The extremes of what runs measured, for sorts and filters. */
@ApplicationScoped
public class Measured {
    private final Database database;

    Measured(Database database) {
        this.database = database;
    }

    /** Widens what is known; a value that is repeated changes nothing. */
    public void add(Extremes extremes) {
        List<Row> rows = extremes.rows();
        if (rows.isEmpty()) {
            return;
        }
        // To PostgreSQL NaN is above all numbers, so it is taken out of what is greatest.
        database.update(
                """
                INSERT INTO measured AS known (name, run, least, greatest)
                SELECT name, run, least, greatest
                FROM unnest(?, ?, ?, ?) AS new (name, run, least, greatest)
                ON CONFLICT (name, run) DO UPDATE SET
                    least = least(known.least, excluded.least),
                    greatest = coalesce(
                        greatest(nullif(known.greatest, 'NaN'), nullif(excluded.greatest, 'NaN')),
                        'NaN')
                WHERE excluded.least < known.least
                    OR known.greatest = 'NaN' OR excluded.greatest > known.greatest
                """,
                column("text", rows, Row::metric),
                column("uuid", rows, Row::run),
                column("float8", rows, Row::least),
                column("float8", rows, Row::greatest));
    }
}
