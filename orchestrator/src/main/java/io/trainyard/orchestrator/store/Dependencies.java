package io.trainyard.orchestrator.store;

import io.trainyard.contract.api.RunState;
import io.trainyard.orchestrator.store.Database.Array;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Which runs follow which. */
@ApplicationScoped
public class Dependencies {
    private final Database database;

    Dependencies(Database database) {
        this.database = database;
    }

    /** How another run must end, so that the one that follows it starts. */
    public enum Ending {
        SUCCESS,
        END
    }

    /** A run that is followed. */
    public record Upstream(UUID run, Ending ending) {}

    /** A run that has ended, and one that follows it and was not told yet. */
    public record Ended(UUID run, UUID upstream, Ending ending, RunState state) {
        /** Whether the run that follows may start, as far as this one is concerned. */
        public boolean isAsAsked() {
            return switch (ending) {
                case SUCCESS -> state == RunState.SUCCEEDED;
                case END -> true;
            };
        }
    }

    /** Those of some runs that there are. */
    public List<UUID> existing(List<UUID> runs) {
        return database.query(
                "SELECT id FROM run WHERE id = ANY(?)",
                row -> row.getObject("id", UUID.class),
                Array.of("uuid", runs));
    }

    /** Makes a new run follow others; of one named twice, success is asked if ever. */
    public void add(UUID run, List<Upstream> upstreams) {
        if (upstreams.isEmpty()) {
            return;
        }
        database.update(
                """
                INSERT INTO run_dependency (run, upstream, ending)
                SELECT ?, upstream, max(ending) FROM unnest(?, ?) AS named (upstream, ending)
                GROUP BY upstream
                """,
                run,
                Array.column("uuid", upstreams, Upstream::run),
                Array.column("text", upstreams, Upstream::ending));
    }

    /** Ended runs with those that follow them, where these were not told. */
    public List<Ended> unsettled(int limit) {
        return database.query(
                """
                SELECT dependency.run, upstream, ending, run.state
                FROM run_dependency dependency JOIN run ON run.id = upstream
                WHERE NOT settled AND run.state IN ('SUCCEEDED', 'FAILED', 'CANCELLED')
                ORDER BY dependency.run, upstream LIMIT ?
                """,
                row ->
                        new Ended(
                                row.getObject("run", UUID.class),
                                row.getObject("upstream", UUID.class),
                                Ending.valueOf(row.getString("ending")),
                                RunState.valueOf(row.getString("state"))),
                limit);
    }

    public void settle(Ended ended) {
        database.update(
                "UPDATE run_dependency SET settled = true WHERE run = ? AND upstream = ?",
                ended.run(),
                ended.upstream());
    }
}
