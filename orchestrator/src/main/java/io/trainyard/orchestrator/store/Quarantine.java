package io.trainyard.orchestrator.store;

import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Records that could not be read or stored, kept with the reason. */
@ApplicationScoped
public class Quarantine {
    private final Database database;

    Quarantine(Database database) {
        this.database = database;
    }

    /** A record, where it lay, and what is wrong with it. Never compared. */
    @SuppressWarnings("ArrayRecordComponent")
    public record Entry(
            String topic,
            int partition,
            long offset,
            byte @Nullable [] key,
            byte @Nullable [] value,
            String reason) {}

    /** Keeps a record; once, however often it is delivered. */
    public void add(Entry entry) {
        database.update(
                """
                INSERT INTO quarantined_record
                    (topic, kafka_partition, kafka_offset, record_key, record_value, reason)
                VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
                """,
                entry.topic(),
                entry.partition(),
                entry.offset(),
                entry.key(),
                entry.value(),
                entry.reason().replace('\0', ' '));
    }
}
