package io.trainyard.orchestrator.system;

import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;

/** Moves leases, for which tests would have to wait a minute. */
public final class Leases {
    private Leases() {}

    /** Ends a run's lease as if no heartbeat had come, and waits until the reaper has seen it. */
    public static void expire(UUID run) {
        int changed =
                Rows.change(
                        "UPDATE run SET lease_until_ms = -1 WHERE id = ? AND state = 'LEASED'",
                        run);
        if (changed != 1) {
            throw new AssertionError("run " + run + " is not leased");
        }
        Awaitility.await("the reaper ends the lease of " + run)
                .pollInterval(Duration.ofMillis(20))
                .until(() ->
                        Rows.count(
                                        "SELECT count(*) FROM run WHERE id = ? AND state = 'LEASED'",
                                        run)
                                == 0);
    }

    /** What is left of a run's lease. */
    public static Duration left(UUID run) {
        return Duration.ofMillis(
                Rows.count(
                        "SELECT lease_until_ms - (SELECT elapsed_ms FROM contact) FROM run WHERE id = ?",
                        run));
    }

    /** The contact clock. */
    public static Duration contact() {
        return Duration.ofMillis(Rows.count("SELECT elapsed_ms FROM contact"));
    }
}
