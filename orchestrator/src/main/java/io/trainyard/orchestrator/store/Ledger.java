package io.trainyard.orchestrator.store;

import io.trainyard.contract.api.RunState;
import io.trainyard.orchestrator.store.Database.Array;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Everything that happened, in the one order in which streams tell it. */
@ApplicationScoped
public class Ledger {
    /** Any number that nothing else locks. */
    private static final long LOCK = 0x7452_4149_4e01L;

    private final Database database;
    private final Event<Signal.LedgerGrew> grew;

    Ledger(Database database, Event<Signal.LedgerGrew> grew) {
        this.database = database;
        this.grew = grew;
    }

    /**
     * A line to be written.
     *
     * @param seq the event's number in its attempt, or null for a change of state
     * @param at null for the moment of writing
     * @param body JSON
     */
    public record Entry(
            UUID run,
            int attempt,
            @Nullable Long seq,
            String type,
            @Nullable Instant at,
            String body) {
        static final String STATE = "state";

        /** That a run has moved to a state. */
        public static Entry stateChanged(UUID run, int attempt, RunState state) {
            return new Entry(run, attempt, null, STATE, null, "\"" + state.name() + "\"");
        }
    }

    /** A written line. */
    public record Line(
            long id,
            UUID run,
            int attempt,
            @Nullable Long seq,
            String type,
            Instant at,
            String body) {}

    /**
     * Makes this transaction the ledger's only writer until it ends. Ids and commits then have the
     * same order. Take it after every lock on a run.
     */
    public void lock() {
        var _ = database.query("SELECT pg_advisory_xact_lock(?)", _ -> true, LOCK);
    }

    /** Writes lines in order; those of an event already written are left out. */
    public void append(List<Entry> entries) {
        if (entries.isEmpty()) {
            return;
        }
        lock();
        database.update(
                """
                INSERT INTO event (run, attempt, seq, type, at, body)
                SELECT run, attempt, seq, type, coalesce(at, clock_timestamp()), body::jsonb
                FROM unnest(?, ?, ?, ?, ?, ?)
                    WITH ORDINALITY AS new (run, attempt, seq, type, at, body, place)
                ORDER BY place
                ON CONFLICT DO NOTHING
                """,
                Array.column("uuid", entries, Entry::run),
                Array.column("int4", entries, Entry::attempt),
                Array.column("int8", entries, Entry::seq),
                Array.column("text", entries, Entry::type),
                Array.column("timestamptz", entries, Entry::at),
                Array.column("text", entries, Entry::body));
        grew.fire(new Signal.LedgerGrew());
    }

    /** The newest id, 0 in an empty ledger. */
    public long newest() {
        return database.first("SELECT coalesce(max(id), 0) FROM event", row -> row.getLong(1))
                .orElseThrow();
    }

    /** Lines of all runs after an id. */
    public List<Line> after(long id, int limit) {
        return database.query(SELECT + "id > ? ORDER BY id LIMIT ?", Ledger::line, id, limit);
    }

    /** Lines of some runs after an id. */
    public List<Line> after(long id, List<UUID> runs, int limit) {
        return database.query(
                SELECT + "id > ? AND run = ANY(?) ORDER BY id LIMIT ?",
                Ledger::line,
                id,
                Array.of("uuid", runs),
                limit);
    }

    private static final String SELECT =
            "SELECT id, run, attempt, seq, type, at, body FROM event WHERE ";

    private static Line line(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Line(
                row.getLong("id"),
                row.getObject("run", UUID.class),
                row.getInt("attempt"),
                row.getObject("seq", Long.class),
                row.getString("type"),
                row.getTimestamp("at").toInstant(),
                row.getString("body"));
    }
}
