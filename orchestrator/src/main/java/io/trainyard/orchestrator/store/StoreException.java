package io.trainyard.orchestrator.store;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** A statement that failed. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * SQLSTATE classes of a database that cannot serve now: connection, resources, operator
     * intervention (PostgreSQL manual, appendix A).
     */
    private static final Set<String> UNAVAILABLE = Set.of("08", "53", "57");

    /** SQLSTATE classes of data that will never fit: bad value, broken constraint. */
    private static final Set<String> REFUSED = Set.of("22", "23", "54");

    StoreException(SQLException cause) {
        super(cause.getMessage(), cause);
    }

    /** Whether a failure, or what caused it, says that PostgreSQL cannot be reached or serve. */
    public static boolean isUnavailable(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                // Agroal gives up waiting for a connection without an SQLSTATE.
                String state = sql.getSQLState();
                return state == null || UNAVAILABLE.contains(classOf(state));
            }
        }
        return false;
    }

    /** Whether the data itself was refused, so that trying again is useless. */
    public static boolean isRefusal(Throwable failure) {
        return refusalBehind(failure).isPresent();
    }

    /**
     * The refusal that a failure is or was caused by.
     *
     * @throws IllegalArgumentException where {@link #isRefusal} is false
     */
    public static StoreException refusal(Throwable failure) {
        return new StoreException(
                refusalBehind(failure)
                        .orElseThrow(() -> new IllegalArgumentException("not a refusal", failure)));
    }

    private static Optional<SQLException> refusalBehind(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getSQLState() != null) {
                return REFUSED.contains(classOf(sql.getSQLState()))
                        ? Optional.of(sql)
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static String classOf(String state) {
        return state.length() < 2 ? state : state.substring(0, 2);
    }
}
