package io.trainyard.orchestrator.store;

import io.trainyard.contract.api.Decision;
import io.trainyard.orchestrator.store.Database.Array;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What triggers saw and decided. Lines of one trigger are written under its row's lock ({@link
 * Triggers#lock}), so that their ids and times rise together.
 */
@ApplicationScoped
public class TriggerLedger {
    private static final String SELECT = "SELECT * FROM trigger_decision WHERE ";

    private final Database database;

    TriggerLedger(Database database) {
        this.database = database;
    }

    /** A line to be written; it is decided now unless it waits. */
    public record NewLine(
            UUID trigger,
            String name,
            String occurrence,
            Nature nature,
            String detail,
            Instant seenAt,
            @Nullable Instant dueAt,
            Decision decision,
            String reason,
            int count) {}

    /** A line that is due. */
    public record Due(UUID trigger, long id) {}

    /**
     * Writes a line.
     *
     * @return its id, or empty where the trigger has seen this occurrence before
     */
    public OptionalLong insert(NewLine line) {
        return database
                .query(
                        """
                        INSERT INTO trigger_decision (trigger, name, occurrence, nature, detail,
                            seen_at, due_at, decision, reason, decided_at, count)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, CASE WHEN ? THEN clock_timestamp() END, ?)
                        ON CONFLICT DO NOTHING RETURNING id
                        """,
                        row -> row.getLong("id"),
                        line.trigger(),
                        line.name(),
                        line.occurrence(),
                        line.nature(),
                        clean(line.detail()),
                        line.seenAt(),
                        line.dueAt(),
                        line.decision(),
                        clean(line.reason()),
                        line.decision() != Decision.WAITING,
                        line.count())
                .stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    /** Writes a refused line, or counts it where it is there already. */
    public void refuse(UUID trigger, String name, String occurrence, String reason) {
        database.update(
                """
                INSERT INTO trigger_decision (trigger, name, occurrence, nature, detail, seen_at,
                    decision, reason, decided_at)
                VALUES (?, ?, ?, 'TROUBLE', ?, clock_timestamp(), 'REFUSED', ?, clock_timestamp())
                ON CONFLICT (trigger, occurrence) WHERE trigger IS NOT NULL
                    DO UPDATE SET count = trigger_decision.count + 1
                """,
                trigger,
                name,
                occurrence,
                clean(reason),
                clean(reason));
    }

    /** As {@link #refuse}, for a definition of which no trigger came. */
    public void refuseDefinition(String name, String occurrence, String reason) {
        database.update(
                """
                INSERT INTO trigger_decision (name, occurrence, nature, detail, seen_at, decision,
                    reason, decided_at)
                VALUES (?, ?, 'TROUBLE', ?, clock_timestamp(), 'REFUSED', ?, clock_timestamp())
                ON CONFLICT (name, occurrence) WHERE trigger IS NULL
                    DO UPDATE SET count = trigger_decision.count + 1
                """,
                clean(name),
                occurrence,
                clean(reason),
                clean(reason));
    }

    /** Counts an occurrence that came again. */
    public void countAgain(UUID trigger, String occurrence) {
        database.update(
                "UPDATE trigger_decision SET count = count + 1 WHERE trigger = ? AND occurrence = ?",
                trigger,
                occurrence);
    }

    /**
     * Decides a line that waits.
     *
     * @return false where it no longer does, and nothing was changed
     */
    public boolean decide(long id, Decision decision, String reason, @Nullable UUID run) {
        return database.update(
                        """
                        UPDATE trigger_decision SET decision = ?, reason = ?, run = ?,
                            decided_at = clock_timestamp()
                        WHERE id = ? AND decision = 'WAITING'
                        """,
                        decision,
                        clean(reason),
                        run,
                        id)
                == 1;
    }

    /** Decides all lines of a trigger that wait. */
    public void decideWaiting(UUID trigger, Decision decision, String reason) {
        waiting(trigger).forEach(line -> decide(line.id(), decision, reason, null));
    }

    public Optional<DecisionRow> line(long id) {
        return database.first(SELECT + "id = ?", DecisionRow::of, id);
    }

    /** The lines that wait, oldest first. */
    public List<DecisionRow> waiting(UUID trigger) {
        return database.query(
                SELECT + "trigger = ? AND decision = 'WAITING' ORDER BY id",
                DecisionRow::of,
                trigger);
    }

    /** The last firing before a line. */
    public Optional<DecisionRow> lastFired(UUID trigger, long before) {
        return database.first(
                SELECT + "trigger = ? AND id < ? AND decision = 'FIRED' ORDER BY id DESC LIMIT 1",
                DecisionRow::of,
                trigger,
                before);
    }

    /** The line of what a trigger last acted upon: its last firing, or its baseline. */
    public Optional<DecisionRow> lastActedUpon(UUID trigger) {
        return database.first(
                SELECT
                        + """
                        trigger = ? AND (decision = 'FIRED' OR nature = 'BASELINE')
                        ORDER BY id DESC LIMIT 1
                        """,
                DecisionRow::of,
                trigger);
    }

    /** How often an occurrence, or a numbered return to it, was seen. */
    public long visits(UUID trigger, String occurrence) {
        return database.first(
                        """
                        SELECT count(*) FROM trigger_decision
                        WHERE trigger = ? AND split_part(occurrence, '#', 1) = ?
                        """,
                        row -> row.getLong(1),
                        trigger,
                        occurrence)
                .orElseThrow();
    }

    /** Lines of these kinds of triggers whose time has come, oldest first. */
    public List<Due> due(Collection<String> kinds, int limit) {
        return database.query(
                """
                SELECT decision.trigger, decision.id FROM trigger_decision AS decision
                JOIN trigger ON trigger.id = decision.trigger
                WHERE decision.decision = 'WAITING' AND decision.due_at <= clock_timestamp()
                    AND trigger.kind = ANY(?) AND trigger.removed_at IS NULL
                ORDER BY decision.due_at, decision.id LIMIT ?
                """,
                row -> new Due(row.getObject("trigger", UUID.class), row.getLong("id")),
                Array.of("text", kinds),
                limit);
    }

    /** The newest lines of a trigger, oldest first. */
    public List<DecisionRow> history(UUID trigger, int limit) {
        return database.query(
                        SELECT + "trigger = ? ORDER BY id DESC LIMIT ?",
                        DecisionRow::of,
                        trigger,
                        limit)
                .reversed();
    }

    /** Lines of all triggers, or of those of a name, newest first. */
    public List<DecisionRow> page(@Nullable String name, long before, int limit) {
        return name == null
                ? database.query(
                        SELECT + "id < ? ORDER BY id DESC LIMIT ?", DecisionRow::of, before, limit)
                : database.query(
                        SELECT + "name = ? AND id < ? ORDER BY id DESC LIMIT ?",
                        DecisionRow::of,
                        name,
                        before,
                        limit);
    }

    /** The newest line of each of these triggers. */
    public List<DecisionRow> newest(Collection<UUID> triggers) {
        return database.query(
                """
                SELECT newest.* FROM unnest(?) AS wanted (trigger)
                CROSS JOIN LATERAL (SELECT * FROM trigger_decision
                    WHERE trigger = wanted.trigger ORDER BY id DESC LIMIT 1) AS newest
                """,
                DecisionRow::of,
                Array.of("uuid", triggers));
    }

    /** Firings of a trigger. */
    public record Fired(UUID trigger, long runs) {}

    /** How many runs each of these triggers has started. */
    public List<Fired> fired(Collection<UUID> triggers) {
        return database.query(
                """
                SELECT trigger, count(*) AS runs FROM trigger_decision
                WHERE trigger = ANY(?) AND decision = 'FIRED' GROUP BY trigger
                """,
                row -> new Fired(row.getObject("trigger", UUID.class), row.getLong("runs")),
                Array.of("uuid", triggers));
    }

    /** PostgreSQL stores no NUL in a text. */
    private static String clean(String text) {
        return text.replace('\0', ' ');
    }
}
