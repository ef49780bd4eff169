package io.trainyard.orchestrator.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A trigger that is not removed.
 *
 * @param parameters JSON, complete, without {@code kind} and secrets
 * @param spec JSON, the template as it was written
 * @param look the number of its newest look
 * @param memory JSON, what the kind remembers
 */
public record TriggerRow(
        UUID id,
        String name,
        String kind,
        String parameters,
        @Nullable String secret,
        Duration debounce,
        Duration cooldown,
        String spec,
        Instant createdAt,
        @Nullable Instant nextLookAt,
        long look,
        String memory) {
    static final String COLUMNS =
            """
            trigger.id, trigger.name, trigger.kind, trigger.parameters, trigger.secret,
                trigger.debounce_ms, trigger.cooldown_ms, trigger.spec, trigger.created_at,
                trigger.next_look_at, trigger.look, trigger.memory
            """;

    static TriggerRow of(ResultSet row) throws SQLException {
        var next = row.getTimestamp("next_look_at");
        return new TriggerRow(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("kind"),
                row.getString("parameters"),
                row.getString("secret"),
                Duration.ofMillis(row.getLong("debounce_ms")),
                Duration.ofMillis(row.getLong("cooldown_ms")),
                row.getString("spec"),
                row.getTimestamp("created_at").toInstant(),
                next == null ? null : next.toInstant(),
                row.getLong("look"),
                row.getString("memory"));
    }

    /** Without the secret, which must not reach a log. */
    @Override
    public String toString() {
        return "trigger %s %s (%s)".formatted(id, name, kind);
    }
}
