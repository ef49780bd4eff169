package io.trainyard.orchestrator.store;

import io.trainyard.contract.api.Decision;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A line of the triggers' ledger. */
public record DecisionRow(
        long id,
        @Nullable UUID trigger,
        String name,
        String occurrence,
        Nature nature,
        String detail,
        Instant seenAt,
        @Nullable Instant dueAt,
        Decision decision,
        String reason,
        @Nullable Instant decidedAt,
        @Nullable UUID run,
        int count) {
    static DecisionRow of(ResultSet row) throws SQLException {
        return new DecisionRow(
                row.getLong("id"),
                row.getObject("trigger", UUID.class),
                row.getString("name"),
                row.getString("occurrence"),
                Nature.valueOf(row.getString("nature")),
                row.getString("detail"),
                row.getTimestamp("seen_at").toInstant(),
                instant(row.getTimestamp("due_at")),
                Decision.valueOf(row.getString("decision")),
                row.getString("reason"),
                instant(row.getTimestamp("decided_at")),
                row.getObject("run", UUID.class),
                row.getInt("count"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }
}
