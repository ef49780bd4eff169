package io.trainyard.orchestrator.store;

import io.trainyard.contract.api.RunState;
import io.trainyard.orchestrator.store.Database.Array;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Finds runs by their tags. */
@ApplicationScoped
public class Tagged {
    private final Database database;

    Tagged(Database database) {
        this.database = database;
    }

    /** The runs with a tag that are in any of some states, in the order of submission. */
    public List<UUID> runs(String tag, List<RunState> states, int limit) {
        return database.query(
                """
                SELECT id FROM run WHERE tags @> ? AND state = ANY(?) ORDER BY number LIMIT ?
                """,
                row -> row.getObject("id", UUID.class),
                Array.of("text", List.of(tag)),
                Array.of("text", states),
                limit);
    }
}
