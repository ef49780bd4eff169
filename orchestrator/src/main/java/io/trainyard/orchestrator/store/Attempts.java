package io.trainyard.orchestrator.store;

import io.trainyard.contract.api.AttemptState;
import io.trainyard.contract.api.RunView.Failure;
import io.trainyard.orchestrator.store.Database.Array;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Attempts: one row a claim. */
@ApplicationScoped
public class Attempts {
    private final Database database;

    Attempts(Database database) {
        this.database = database;
    }

    /** Which attempt of which run. */
    public record Key(UUID run, int attempt) {}

    /** Writes a fresh claim; it continues where the run's last checkpoint stands. */
    public void claimed(Key key, String worker) {
        database.update(
                """
                INSERT INTO attempt (run, attempt, worker, resumed_from)
                SELECT run.id, ?, ?, coalesce(checkpoint.step, 0)
                FROM run LEFT JOIN checkpoint ON checkpoint.id = run.last_checkpoint
                WHERE run.id = ?
                """,
                key.attempt(),
                worker,
                key.run());
    }

    /** Notes that a live attempt has begun to work, and after which step. */
    public void running(Key key, long resumedFrom) {
        database.update(
                """
                UPDATE attempt SET resumed_from = ?,
                    state = CASE state WHEN 'CLAIMED' THEN 'RUNNING' ELSE state END
                WHERE run = ? AND attempt = ?
                """,
                resumedFrom,
                key.run(),
                key.attempt());
    }

    /** Notes a live attempt's end. */
    public void ended(Key key, AttemptState state, @Nullable Failure failure) {
        database.update(
                """
                UPDATE attempt SET state = ?, ended_at = clock_timestamp(),
                    failure_kind = ?, failure_message = ?
                WHERE run = ? AND attempt = ? AND state IN ('CLAIMED', 'RUNNING')
                """,
                state,
                failure == null ? null : failure.kind(),
                failure == null ? null : failure.message(),
                key.run(),
                key.attempt());
    }

    /** The states of those attempts that were ever issued. */
    public Map<Key, AttemptState> states(Collection<Key> keys) {
        List<Map.Entry<Key, AttemptState>> found =
                database.query(
                        """
                        SELECT run, attempt, state FROM attempt
                        JOIN unnest(?, ?) AS asked (run, attempt) USING (run, attempt)
                        """,
                        row ->
                                Map.entry(
                                        new Key(
                                                row.getObject("run", UUID.class),
                                                row.getInt("attempt")),
                                        AttemptState.valueOf(row.getString("state"))),
                        Array.of("uuid", keys.stream().map(Key::run).toList()),
                        Array.of("int4", keys.stream().map(Key::attempt).toList()));
        Map<Key, AttemptState> states = new HashMap<>();
        found.forEach(entry -> states.put(entry.getKey(), entry.getValue()));
        return states;
    }
}
