package io.trainyard.orchestrator.store;

import io.trainyard.orchestrator.store.Database.Array;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Triggers, and whose turn it is to look. All times are PostgreSQL's. */
@ApplicationScoped
public class Triggers {
    private static final String LIVE =
            "SELECT " + TriggerRow.COLUMNS + " FROM trigger WHERE removed_at IS NULL AND ";

    private final Database database;

    Triggers(Database database) {
        this.database = database;
    }

    /** A trigger to be; all as in {@link TriggerRow}. */
    public record NewTrigger(
            UUID id,
            String name,
            String kind,
            String parameters,
            @Nullable String secret,
            Duration debounce,
            Duration cooldown,
            String spec,
            @Nullable Instant nextLookAt) {
        /** Without the secret, which must not reach a log. */
        @Override
        public String toString() {
            return "trigger %s %s (%s)".formatted(id, name, kind);
        }
    }

    /** A trigger, and the moment it was read. */
    public record Dated(TriggerRow trigger, Instant now) {}

    /** PostgreSQL's clock, the one that all replicas share. */
    public Instant now() {
        return database.first("SELECT clock_timestamp()", row -> row.getTimestamp(1).toInstant())
                .orElseThrow();
    }

    /**
     * Stores a trigger.
     *
     * @return false where its name is taken, and nothing was stored
     */
    public boolean insert(NewTrigger trigger) {
        return database.update(
                        """
                        INSERT INTO trigger (id, name, kind, parameters, secret, debounce_ms,
                            cooldown_ms, spec, next_look_at)
                        VALUES (?, ?, ?, ?::jsonb, ?, ?, ?, ?::json, ?)
                        ON CONFLICT (name) WHERE removed_at IS NULL DO NOTHING
                        """,
                        trigger.id(),
                        trigger.name(),
                        trigger.kind(),
                        trigger.parameters(),
                        trigger.secret(),
                        trigger.debounce().toMillis(),
                        trigger.cooldown().toMillis(),
                        trigger.spec(),
                        trigger.nextLookAt())
                == 1;
    }

    /** How many there are. */
    public long count() {
        return database.first(
                        "SELECT count(*) FROM trigger WHERE removed_at IS NULL",
                        row -> row.getLong(1))
                .orElseThrow();
    }

    /** All, by name. */
    public List<TriggerRow> all() {
        return database.query(LIVE + "true ORDER BY name", TriggerRow::of);
    }

    public Optional<TriggerRow> named(String name) {
        return database.first(LIVE + "name = ?", TriggerRow::of, name);
    }

    /** Reads a trigger and locks its row until the transaction ends; empty where it is removed. */
    public Optional<Dated> lock(UUID id) {
        Optional<TriggerRow> locked =
                database.first(LIVE + "id = ? FOR UPDATE", TriggerRow::of, id);
        // Read after the lock was had, so that times rise with the ledger's lines.
        return locked.map(trigger -> new Dated(trigger, now()));
    }

    /** Removes one; its ledger stays. */
    public Optional<UUID> remove(String name) {
        return database.first(
                """
                UPDATE trigger SET removed_at = clock_timestamp(), next_look_at = NULL, secret = NULL
                WHERE name = ? AND removed_at IS NULL RETURNING id
                """,
                row -> row.getObject("id", UUID.class),
                name);
    }

    /**
     * Takes the next trigger that is to be looked at, so that no other replica looks meanwhile.
     *
     * @param turn how long this look has until it counts as dead
     */
    public Optional<Dated> claimLook(Collection<String> kinds, Duration turn) {
        return database.first(
                """
                UPDATE trigger SET look = look + 1,
                    next_look_at = clock_timestamp() + ? * interval '1 millisecond'
                WHERE id = (SELECT id FROM trigger WHERE removed_at IS NULL AND kind = ANY(?)
                        AND next_look_at <= clock_timestamp()
                    ORDER BY next_look_at LIMIT 1 FOR UPDATE SKIP LOCKED)
                RETURNING clock_timestamp() AS now,
                """
                        + TriggerRow.COLUMNS,
                row -> new Dated(TriggerRow.of(row), row.getTimestamp("now").toInstant()),
                turn.toMillis(),
                Array.of("text", kinds));
    }

    /**
     * Gives a look that goes on another turn.
     *
     * @return false where it is no longer the newest
     */
    public boolean extendLook(UUID id, long look, Duration turn) {
        return database.update(
                        """
                        UPDATE trigger SET
                            next_look_at = clock_timestamp() + ? * interval '1 millisecond'
                        WHERE id = ? AND look = ? AND removed_at IS NULL
                        """,
                        turn.toMillis(),
                        id,
                        look)
                == 1;
    }

    /** Ends the look of a locked trigger. */
    public void finishLook(UUID id, String memory, Instant next) {
        database.update(
                "UPDATE trigger SET memory = ?::jsonb, next_look_at = ? WHERE id = ?",
                memory,
                next,
                id);
    }
}
