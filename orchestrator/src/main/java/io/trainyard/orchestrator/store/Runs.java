package io.trainyard.orchestrator.store;

import io.trainyard.contract.api.RunState;
import io.trainyard.contract.api.RunView.Failure;
import io.trainyard.orchestrator.store.Change.Charge;
import io.trainyard.orchestrator.store.Database.Array;
import io.trainyard.orchestrator.store.RunSnapshot.Interruption;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The queue of record: each transition is one statement that also states where it starts from. */
@ApplicationScoped
public class Runs {
    private static final String SNAPSHOT =
            """
            SELECT id, state, cancel_requested, interruption, attempt, claim_nonce, counted_failures,
                infrastructure_failures, retries
            FROM run
            """;

    private final Database database;

    Runs(Database database) {
        this.database = database;
    }

    /** Reads a run and locks its row until the transaction ends. */
    public Optional<RunSnapshot> lock(UUID id) {
        return database.first(SNAPSHOT + "WHERE id = ? FOR UPDATE", Runs::snapshot, id);
    }

    /** Reads and locks runs in the order of their ids; unknown ones are left out. */
    public List<RunSnapshot> lock(Collection<UUID> ids) {
        return database.query(
                SNAPSHOT + "WHERE id = ANY(?) ORDER BY id FOR UPDATE",
                Runs::snapshot,
                Array.of("uuid", ids));
    }

    /**
     * As {@link #lock(Collection)}; those locked by others are left, so that nobody is waited for.
     */
    public List<RunSnapshot> lockFree(Collection<UUID> ids) {
        return database.query(
                SNAPSHOT + "WHERE id = ANY(?) ORDER BY id FOR UPDATE SKIP LOCKED",
                Runs::snapshot,
                Array.of("uuid", ids));
    }

    /** Runs whose lease has ended on the contact clock; those locked by others are left. */
    public List<RunSnapshot> lockExpired(int limit) {
        return database.query(
                SNAPSHOT
                        + """
                        WHERE state = 'LEASED' AND lease_until_ms < (SELECT elapsed_ms FROM contact)
                        ORDER BY id LIMIT ? FOR UPDATE SKIP LOCKED
                        """,
                Runs::snapshot,
                limit);
    }

    /** Runs whose pause after a failure is over; those locked by others are left. */
    public List<RunSnapshot> lockRested(int limit) {
        return database.query(
                SNAPSHOT
                        + """
                        WHERE state = 'RETRY_WAIT' AND not_before <= clock_timestamp()
                        ORDER BY id LIMIT ? FOR UPDATE SKIP LOCKED
                        """,
                Runs::snapshot,
                limit);
    }

    /**
     * Leases a queued run to a worker.
     *
     * @return the new attempt's number, or empty where the run is not there to be claimed
     */
    public OptionalInt claim(UUID id, String worker, UUID nonce, Duration lease) {
        return database
                .query(
                        """
                        UPDATE run SET state = 'LEASED', attempt = attempt + 1, claim_nonce = ?,
                            worker = ?, lease_until_ms = (SELECT elapsed_ms FROM contact) + ?,
                            started_at = coalesce(started_at, clock_timestamp()),
                            (epoch, step) = (SELECT coalesce(max(checkpoint.epoch), 0),
                                    coalesce(max(checkpoint.step), 0)
                                FROM checkpoint WHERE checkpoint.id = run.last_checkpoint)
                        WHERE id = ? AND state = 'QUEUED' AND NOT cancel_requested
                        RETURNING attempt
                        """,
                        row -> row.getInt("attempt"),
                        nonce,
                        worker,
                        lease.toMillis(),
                        id)
                .stream()
                .mapToInt(Integer::intValue)
                .findFirst();
    }

    /** Marks pending runs as published. */
    public void queued(Collection<UUID> ids) {
        database.update(
                """
                UPDATE run SET state = 'QUEUED', queued_at = clock_timestamp(), not_before = NULL
                WHERE id = ANY(?) AND state = 'PENDING'
                """,
                Array.of("uuid", ids));
    }

    /**
     * Carries out a change of a run that is still as the snapshot says.
     *
     * @return false where it is not, and nothing was changed
     */
    public boolean change(RunSnapshot from, Change change) {
        Long pauseMillis = change.pause() == null ? null : change.pause().toMillis();
        // A run keeps the failure that ended it; the others stand with their attempts.
        Failure failure = change.to() == RunState.FAILED ? change.failure() : null;
        return database.update(
                        """
                        UPDATE run SET state = ?, lease_until_ms = NULL, interruption = NULL,
                            not_before = clock_timestamp() + ?::bigint * interval '1 millisecond',
                            failure_kind = ?, failure_message = ?,
                            counted_failures = counted_failures + ?,
                            infrastructure_failures = infrastructure_failures + ?,
                            ended_at = CASE WHEN ? THEN clock_timestamp() END
                        WHERE id = ? AND state = ? AND attempt = ?
                        """,
                        change.to(),
                        pauseMillis,
                        failure == null ? null : failure.kind(),
                        failure == null ? null : failure.message(),
                        change.charge() == Charge.COUNTED ? 1 : 0,
                        change.charge() == Charge.INFRASTRUCTURE ? 1 : 0,
                        change.to().isTerminal(),
                        from.id(),
                        from.state(),
                        from.attempt())
                == 1;
    }

    /** Notes that the user wants a leased run to stop. */
    public void requestCancel(UUID id) {
        database.update(
                "UPDATE run SET cancel_requested = true WHERE id = ? AND state = 'LEASED'", id);
    }

    /**
     * Notes why a leased run is to stop and go on later.
     *
     * @param interruption null where it is to go on after all
     */
    public void interrupt(UUID id, @Nullable Interruption interruption) {
        database.update(
                "UPDATE run SET interruption = ? WHERE id = ? AND state = 'LEASED'",
                interruption,
                id);
    }

    private static @Nullable Interruption interruption(@Nullable String name) {
        return name == null ? null : Interruption.valueOf(name);
    }

    private static RunSnapshot snapshot(ResultSet row) throws SQLException {
        return new RunSnapshot(
                row.getObject("id", UUID.class),
                RunState.valueOf(row.getString("state")),
                row.getBoolean("cancel_requested"),
                interruption(row.getString("interruption")),
                row.getInt("attempt"),
                row.getObject("claim_nonce", UUID.class),
                row.getInt("counted_failures"),
                row.getInt("infrastructure_failures"),
                row.getInt("retries"));
    }
}
