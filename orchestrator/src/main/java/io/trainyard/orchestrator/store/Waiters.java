package io.trainyard.orchestrator.store;

import io.trainyard.contract.api.RunState;
import io.trainyard.orchestrator.store.Database.Array;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Runs that wait, with all that may keep one back. */
@ApplicationScoped
public class Waiters {
    private final Database database;

    Waiters(Database database) {
        this.database = database;
    }

    /**
     * A run that waits.
     *
     * @param number the order of submission
     * @param earliestStart that its spec asks for
     * @param pauseEnds when its pause after an attempt is over
     * @param follows runs that have not ended, which it follows
     */
    public record Waiter(
            UUID id,
            RunState state,
            String pool,
            String project,
            int priority,
            long number,
            @Nullable Instant earliestStart,
            @Nullable Instant pauseEnds,
            List<UUID> follows) {}

    /** Those of some runs that wait. */
    public List<Waiter> waiting(Collection<UUID> runs) {
        return database.query(
                """
                SELECT id, state, pool, project, priority, number, earliest_start, not_before,
                    ARRAY(SELECT upstream FROM run_dependency
                        WHERE run_dependency.run = run.id AND NOT settled ORDER BY upstream) AS follows
                FROM run WHERE id = ANY(?)
                    AND state IN ('PENDING', 'QUEUED', 'RETRY_WAIT', 'PAUSED')
                """,
                Waiters::waiter,
                Array.of("uuid", runs));
    }

    private static Waiter waiter(ResultSet row) throws SQLException {
        return new Waiter(
                row.getObject("id", UUID.class),
                RunState.valueOf(row.getString("state")),
                row.getString("pool"),
                row.getString("project"),
                row.getInt("priority"),
                row.getLong("number"),
                instant(row, "earliest_start"),
                instant(row, "not_before"),
                List.of((UUID[]) row.getArray("follows").getArray()));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
