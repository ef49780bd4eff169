package io.trainyard.worker.job;

import io.trainyard.contract.Wire;
import io.trainyard.contract.message.ControlMessage;
import io.trainyard.contract.message.Protocol;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/** Reads all of the control topic from now on, without a group: every agent hears everything. */
final class ControlListener implements Runnable, AutoCloseable {
    private static final Logger LOG = Logger.getLogger(ControlListener.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final KafkaConsumer<String, byte[]> consumer;
    private final Consumer<ControlMessage> obey;
    private final CountDownLatch closed = new CountDownLatch(1);

    ControlListener(String bootstrapServers, String clientId, Consumer<ControlMessage> obey) {
        this.obey = obey;
        consumer =
                new KafkaConsumer<>(
                        Map.ofEntries(
                                Map.entry("bootstrap.servers", bootstrapServers),
                                Map.entry("client.id", clientId),
                                Map.entry("enable.auto.commit", false),
                                Map.entry("fetch.max.wait.ms", 1000),
                                Map.entry("auto.offset.reset", "earliest")),
                        new StringDeserializer(),
                        new ByteArrayDeserializer());
    }

    @Override
    public void run() {
        try (consumer) {
            assign();
            while (closed.getCount() > 0) {
                listen();
            }
        } catch (WakeupException | InterruptedException _) {
            LOG.debug("control listener closed");
        }
    }

    private void listen() throws InterruptedException {
        try {
            consumer.poll(PATIENCE).forEach(this::hear);
        } catch (WakeupException closing) {
            throw closing;
        } catch (KafkaException away) {
            LOG.warnf("control messages cannot be read, trying again: %s", away.getMessage());
            var _ = closed.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /**
     * Waits for the topic, which the orchestrator makes, then starts at its end: older messages are
     * about older attempts.
     */
    private void assign() throws InterruptedException {
        while (closed.getCount() > 0) {
            try {
                List<TopicPartition> partitions =
                        consumer.partitionsFor(Protocol.CONTROL, PATIENCE).stream()
                                .map(partition ->
                                        new TopicPartition(
                                                partition.topic(), partition.partition()))
                                .toList();
                if (!partitions.isEmpty()) {
                    consumer.assign(partitions);
                    consumer.seekToEnd(partitions);
                    partitions.forEach(consumer::position);
                    return;
                }
            } catch (WakeupException closing) {
                throw closing;
            } catch (KafkaException away) {
                LOG.debugf("control topic not there yet: %s", away.getMessage());
            }
            if (closed.await(PATIENCE.toMillis() / 4, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }

    private void hear(ConsumerRecord<String, byte[]> record) {
        try {
            obey.accept(Wire.json().readValue(record.value(), ControlMessage.class));
        } catch (IOException | IllegalArgumentException unreadable) {
            LOG.errorf(
                    "control record cannot be read offset=%d: %s",
                    record.offset(), unreadable.getMessage());
        }
    }

    @Override
    public void close() {
        closed.countDown();
        consumer.wakeup();
    }
}
