package io.trainyard.orchestrator.store;

import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.message.WorkerMessage;
import io.trainyard.contract.message.WorkerMessage.Running;
import io.trainyard.orchestrator.store.Database.Array;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Workers as their heartbeats tell them, and the leases that those extend. */
@ApplicationScoped
public class Workers {
    private final Database database;

    Workers(Database database) {
        this.database = database;
    }

    /** Which attempt a worker says it runs, and how far it is. */
    public record Claimed(String worker, Running running) {}

    /**
     * An attempt whose lease was extended.
     *
     * @param interrupted whether its worker was asked to stop it for now
     */
    public record Extended(UUID run, int attempt, boolean cancelRequested, boolean interrupted) {}

    /** Notes a worker, or that a known one has changed or come back. */
    public void announced(WorkerMessage.Announce announce) {
        database.update(
                """
                INSERT INTO worker (worker, host, pool, slots, device, seen_at, seen_ms)
                SELECT ?, ?, ?, ?, ?, clock_timestamp(), elapsed_ms FROM contact
                ON CONFLICT (worker) DO UPDATE SET host = excluded.host, pool = excluded.pool,
                    slots = excluded.slots, device = excluded.device, gone = false,
                    seen_at = excluded.seen_at, seen_ms = excluded.seen_ms
                """,
                announce.worker(),
                announce.host(),
                announce.pool(),
                announce.slots(),
                announce.device());
    }

    /** Notes that a worker was heard. */
    public void heard(WorkerMessage.Beat beat) {
        database.update(
                """
                INSERT INTO worker (worker, pool, slots, seen_at, seen_ms)
                SELECT ?, ?, ?, clock_timestamp(), elapsed_ms FROM contact
                ON CONFLICT (worker) DO UPDATE SET pool = excluded.pool, slots = excluded.slots,
                    gone = false, seen_at = excluded.seen_at, seen_ms = excluded.seen_ms
                """,
                beat.worker(),
                beat.pool(),
                beat.slots());
    }

    /** Takes a worker's slots away. */
    public void gone(String worker) {
        database.update("UPDATE worker SET gone = true WHERE worker = ?", worker);
    }

    /** Adds components that are not there yet. */
    public void addComponents(List<ComponentDescriptor> components) {
        if (components.isEmpty()) {
            return;
        }
        database.update(
                """
                INSERT INTO component (type, name, summary, parameters)
                SELECT type, name, summary, parameters::jsonb
                FROM unnest(?, ?, ?, ?) AS new (type, name, summary, parameters)
                ON CONFLICT DO NOTHING
                """,
                Array.of("text", components.stream().map(c -> c.type().wireName()).toList()),
                Array.of("text", components.stream().map(ComponentDescriptor::name).toList()),
                Array.of("text", components.stream().map(ComponentDescriptor::summary).toList()),
                Array.of("text", components.stream().map(c -> c.parameters().toString()).toList()));
    }

    /**
     * Extends the leases of attempts that are still their runs' current ones. Lock the runs first.
     */
    public List<Extended> extend(List<Claimed> claims, Duration lease) {
        return database.query(
                """
                UPDATE run SET lease_until_ms = contact.elapsed_ms + ?,
                    step = greatest(run.step, beat.step)
                FROM unnest(?, ?, ?, ?) AS beat (run, attempt, worker, step), contact
                WHERE run.id = beat.run AND run.attempt = beat.attempt
                    AND run.worker = beat.worker AND run.state = 'LEASED'
                RETURNING run.id, run.attempt, run.cancel_requested,
                    run.interruption IS NOT NULL AS interrupted
                """,
                row ->
                        new Extended(
                                row.getObject("id", UUID.class),
                                row.getInt("attempt"),
                                row.getBoolean("cancel_requested"),
                                row.getBoolean("interrupted")),
                lease.toMillis(),
                Array.of("uuid", claims.stream().map(claim -> claim.running().run()).toList()),
                Array.of("int4", claims.stream().map(claim -> claim.running().attempt()).toList()),
                Array.of("text", claims.stream().map(Claimed::worker).toList()),
                Array.of("int8", claims.stream().map(claim -> claim.running().step()).toList()));
    }
}
