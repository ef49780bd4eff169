package io.trainyard.worker.job;

import io.trainyard.contract.Wire;
import io.trainyard.contract.message.Protocol;
import io.trainyard.contract.message.TaskMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/**
 * A pool's tasks as one slot sees them: one record at a time, shared with all other slots of the
 * pool. Belongs to one thread.
 */
final class TaskSource implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(TaskSource.class);
    private static final Duration COMMIT_LIMIT = Duration.ofSeconds(5);

    private final KafkaShareConsumer<String, byte[]> consumer;

    TaskSource(String bootstrapServers, String pool, String clientId) {
        // record_limit: without it the first worker of a pool locks a whole batch of tasks, not
        // one.
        consumer =
                new KafkaShareConsumer<>(
                        Map.ofEntries(
                                Map.entry("bootstrap.servers", bootstrapServers),
                                Map.entry("group.id", Protocol.workers(pool)),
                                Map.entry("client.id", clientId),
                                Map.entry("share.acknowledgement.mode", "explicit"),
                                Map.entry("share.acquire.mode", "record_limit"),
                                Map.entry("max.poll.records", 1)),
                        new StringDeserializer(),
                        new ByteArrayDeserializer());
        consumer.subscribe(List.of(Protocol.tasks(pool)));
    }

    /**
     * A task that no other slot holds now; it must be accepted or given back before the next is
     * asked for.
     */
    record Delivery(TaskMessage task, ConsumerRecord<String, byte[]> record) {}

    /**
     * Waits for a task. A record that cannot be read is rejected and logged: its run stays queued
     * and is published again.
     */
    Optional<Delivery> poll(Duration patience) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(patience)) {
            try {
                return Optional.of(
                        new Delivery(
                                Wire.json().readValue(record.value(), TaskMessage.class), record));
            } catch (IOException | IllegalArgumentException unreadable) {
                LOG.errorf(
                        "task record cannot be read topic=%s offset=%d: %s",
                        record.topic(), record.offset(), unreadable.getMessage());
                acknowledge(record, AcknowledgeType.REJECT);
            }
        }
        return Optional.empty();
    }

    /** The task is ours or nobody's: the record is done with. */
    void accept(Delivery delivery) {
        acknowledge(delivery.record(), AcknowledgeType.ACCEPT);
    }

    /** Somebody else should try. */
    void giveBack(Delivery delivery) {
        acknowledge(delivery.record(), AcknowledgeType.RELEASE);
    }

    private void acknowledge(ConsumerRecord<String, byte[]> record, AcknowledgeType type) {
        try {
            consumer.acknowledge(record, type);
            var failures = consumer.commitSync(COMMIT_LIMIT);
            failures.values()
                    .forEach(failure ->
                            failure.ifPresent(error ->
                                    LOG.warnf(
                                            "acknowledgement not taken topic=%s offset=%d type=%s: %s",
                                            record.topic(),
                                            record.offset(),
                                            type,
                                            error.getMessage())));
        } catch (KafkaException | IllegalStateException late) {
            // The record is delivered again and its claim refused, so nothing is lost or done
            // twice.
            LOG.warnf(
                    "acknowledgement failed topic=%s offset=%d type=%s: %s",
                    record.topic(), record.offset(), type, late.getMessage());
        }
    }

    @Override
    public void close() {
        consumer.close(COMMIT_LIMIT);
    }
}
