package io.trainyard.orchestrator.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.trainyard.contract.Wire;
import io.trainyard.contract.catalogue.Catalogue;
import io.trainyard.contract.message.ControlMessage;
import io.trainyard.contract.message.EventEnvelope;
import io.trainyard.contract.message.Protocol;
import io.trainyard.contract.message.RunEvent;
import io.trainyard.contract.message.TaskMessage;
import io.trainyard.contract.message.WorkerMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.KafkaShareConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** The part of a worker that speaks Kafka, in a pool of its own. */
public final class TestWorker implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String pool = "pool-" + UUID.randomUUID();
    private final String name = "worker-" + UUID.randomUUID();
    private final KafkaProducer<String, byte[]> producer =
            new KafkaProducer<>(
                    Map.of("bootstrap.servers", Stack.kafkaAddress(), "linger.ms", 0),
                    new StringSerializer(),
                    new ByteArraySerializer());

    public String pool() {
        return pool;
    }

    public String name() {
        return name;
    }

    /** Makes the pool live, with so many slots. */
    public TestWorker announce(int slots) {
        return announce(slots, new Catalogue("test", List.of()));
    }

    public TestWorker announce(int slots, Catalogue catalogue) {
        tell(
                new WorkerMessage.Announce(
                        Protocol.VERSION, name, "test-host", pool, slots, "cpu", catalogue));
        return this;
    }

    public void beat(int slots, WorkerMessage.Running... running) {
        tell(new WorkerMessage.Beat(Protocol.VERSION, name, pool, slots, List.of(running)));
    }

    public void goodbye() {
        tell(new WorkerMessage.Goodbye(Protocol.VERSION, name));
    }

    private void tell(WorkerMessage message) {
        sendRaw(Protocol.HEARTBEATS, name, json(message));
    }

    /** An event of an attempt as it travels. */
    public EventEnvelope event(UUID run, int attempt, long seq, RunEvent event) {
        return new EventEnvelope(Protocol.VERSION, run, attempt, seq, Instant.now(), name, event);
    }

    /** Sends events of an attempt, numbered from {@code firstSeq}. */
    public void send(UUID run, int attempt, long firstSeq, RunEvent... events) {
        IntStream.range(0, events.length)
                .forEach(index -> send(event(run, attempt, firstSeq + index, events[index])));
    }

    public void send(EventEnvelope envelope) {
        sendRaw(Protocol.EVENTS, envelope.run().toString(), json(envelope));
    }

    public void sendRaw(String topic, String key, byte[] value) {
        try {
            var _ = producer.send(new ProducerRecord<>(topic, key, value)).get();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    /** The next tasks of the pool, taken as workers take them. */
    public List<TaskMessage> takeTasks(int count) {
        Map<String, Object> settings =
                Map.of(
                        "bootstrap.servers",
                        Stack.kafkaAddress(),
                        "group.id",
                        Protocol.workers(pool),
                        "share.acknowledgement.mode",
                        "explicit",
                        "max.poll.records",
                        1);
        try (var consumer =
                new KafkaShareConsumer<>(
                        settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(Protocol.tasks(pool)));
            List<TaskMessage> tasks = new ArrayList<>();
            Awaitility.await("%d tasks of %s".formatted(count, pool))
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> {
                        for (var record : consumer.poll(Duration.ofMillis(200))) {
                            tasks.add(read(record.value(), TaskMessage.class));
                            consumer.acknowledge(record, AcknowledgeType.ACCEPT);
                            var _ = consumer.commitSync();
                        }
                        return tasks.size() >= count;
                    });
            return tasks;
        }
    }

    /** Waits until an order was given to the workers so many times. */
    public void awaitControls(int times, ControlMessage order) {
        try (var consumer =
                new KafkaConsumer<>(
                        Map.<String, Object>of("bootstrap.servers", Stack.kafkaAddress()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer())) {
            var partition = new TopicPartition(Protocol.CONTROL, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            List<ControlMessage> found = new ArrayList<>();
            Awaitility.await("%d times %s".formatted(times, order))
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> {
                        for (var record : consumer.poll(Duration.ofMillis(200))) {
                            found.add(read(record.value(), ControlMessage.class));
                        }
                        return Collections.frequency(found, order) >= times;
                    });
        }
    }

    static byte[] json(Object message) {
        try {
            return Wire.json().writeValueAsBytes(message);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalArgumentException(unwritable);
        }
    }

    private static <T> T read(byte[] value, Class<T> type) {
        try {
            return Wire.json().readValue(value, type);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(1));
    }
}
