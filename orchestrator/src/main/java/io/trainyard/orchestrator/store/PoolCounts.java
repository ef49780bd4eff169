package io.trainyard.orchestrator.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** How many runs of each project each pool has. */
@ApplicationScoped
public class PoolCounts {
    private final Database database;

    PoolCounts(Database database) {
        this.database = database;
    }

    /**
     * The runs of a project in a pool that have not ended.
     *
     * @param running those that hold a slot
     * @param waiting all others
     */
    public record Count(String pool, String project, int running, int waiting) {}

    /** Of every pool and project with such a run. */
    public List<Count> all() {
        return database.query(
                """
                SELECT pool, project, count(*) FILTER (WHERE state = 'LEASED') AS running,
                    count(*) FILTER (WHERE state <> 'LEASED') AS waiting
                FROM run WHERE state IN ('PENDING', 'QUEUED', 'LEASED', 'RETRY_WAIT', 'PAUSED')
                GROUP BY pool, project
                """,
                row ->
                        new Count(
                                row.getString("pool"),
                                row.getString("project"),
                                row.getInt("running"),
                                row.getInt("waiting")));
    }
}
