package io.trainyard.orchestrator.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * The clock on which leases are measured: time in which heartbeats could be applied, by whichever
 * replica reads them. No outage of the orchestrators, of Kafka or of PostgreSQL moves it.
 */
@ApplicationScoped
public class Contact {
    private final Database database;

    Contact(Database database) {
        this.database = database;
    }

    /**
     * Moves the clock by the time since the last mark.
     *
     * @param atMost what counts of a longer gap, which was an outage
     */
    public void mark(Duration atMost) {
        database.update(
                """
                UPDATE contact SET marked_at = clock_timestamp(), elapsed_ms = elapsed_ms + least(?,
                    greatest(0, extract(epoch FROM clock_timestamp() - marked_at) * 1000)::bigint)
                """,
                atMost.toMillis());
    }
}
