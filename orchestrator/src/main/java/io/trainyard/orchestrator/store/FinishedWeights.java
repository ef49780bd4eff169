package io.trainyard.orchestrator.store;

import io.trainyard.contract.api.RunState;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Which weights runs have to offer. */
@ApplicationScoped
public class FinishedWeights {
    private final Database database;

    FinishedWeights(Database database) {
        this.database = database;
    }

    /**
     * A run as others may start from it.
     *
     * @param best whether it has a best checkpoint
     */
    public record Source(UUID id, RunState state, String architecture, boolean best) {}

    /** Some runs whose ids begin like that. */
    public List<Source> find(IdPrefix ids, int limit) {
        return database.query(
                """
                SELECT id, state, architecture, best_checkpoint IS NOT NULL AS best FROM run
                WHERE id BETWEEN ? AND ? ORDER BY id LIMIT ?
                """,
                row ->
                        new Source(
                                row.getObject("id", UUID.class),
                                RunState.valueOf(row.getString("state")),
                                row.getString("architecture"),
                                row.getBoolean("best")),
                ids.least(),
                ids.most(),
                limit);
    }
}
