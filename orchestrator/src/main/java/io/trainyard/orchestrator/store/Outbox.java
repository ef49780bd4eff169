package io.trainyard.orchestrator.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.trainyard.contract.Wire;
import io.trainyard.orchestrator.store.Database.Array;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.Collection;
import java.util.List;

/** Messages that go out if and only if the transaction that added them commits. */
@ApplicationScoped
public class Outbox {
    private final Database database;
    private final Event<Signal.OutboxFilled> filled;

    Outbox(Database database, Event<Signal.OutboxFilled> filled) {
        this.database = database;
        this.filled = filled;
    }

    /** A message that waits. */
    public record Waiting(long id, String topic, String key, String payload) {}

    /** Adds a message, written as JSON. */
    public void add(String topic, String key, Object message) {
        try {
            database.update(
                    "INSERT INTO outbox (topic, key, payload) VALUES (?, ?, ?)",
                    topic,
                    key,
                    Wire.json().writeValueAsString(message));
        } catch (JsonProcessingException unwritable) {
            throw new IllegalArgumentException("a message must be writable as JSON", unwritable);
        }
        filled.fire(new Signal.OutboxFilled());
    }

    /** The oldest messages, locked until the transaction ends; those locked by others are left. */
    public List<Waiting> take(int limit) {
        return database.query(
                "SELECT id, topic, key, payload FROM outbox ORDER BY id LIMIT ? FOR UPDATE SKIP LOCKED",
                row ->
                        new Waiting(
                                row.getLong("id"),
                                row.getString("topic"),
                                row.getString("key"),
                                row.getString("payload")),
                limit);
    }

    /** Forgets messages that were sent. */
    public void remove(Collection<Long> ids) {
        database.update("DELETE FROM outbox WHERE id = ANY(?)", Array.of("int8", ids));
    }
}
