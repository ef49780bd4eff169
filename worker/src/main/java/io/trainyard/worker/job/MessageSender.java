package io.trainyard.worker.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.trainyard.contract.Wire;
import io.trainyard.contract.message.EventEnvelope;
import io.trainyard.contract.message.Protocol;
import io.trainyard.contract.message.WorkerMessage;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * What the agent says over Kafka: in order per key, kept in memory while the broker is away.
 * Thread-safe.
 */
final class MessageSender implements AutoCloseable {
    /** Messages of hours without a broker; when it is full, the trainer waits. */
    private static final int BUFFER_BYTES = 12 << 20;

    /** As large as the events topic takes: the confusion matrix of a thousand classes. */
    private static final int LARGEST_MESSAGE_BYTES = 8 << 20;

    private final KafkaProducer<String, byte[]> producer;

    private MessageSender(
            String bootstrapServers, String clientId, long longestBlock, int longestDelivery) {
        producer =
                new KafkaProducer<>(
                        Map.ofEntries(
                                Map.entry("bootstrap.servers", bootstrapServers),
                                Map.entry("client.id", clientId),
                                Map.entry("acks", "all"),
                                Map.entry("enable.idempotence", true),
                                Map.entry("linger.ms", 5),
                                Map.entry("compression.type", "gzip"),
                                Map.entry("max.request.size", LARGEST_MESSAGE_BYTES),
                                Map.entry("buffer.memory", BUFFER_BYTES),
                                Map.entry("max.block.ms", longestBlock),
                                Map.entry(
                                        "request.timeout.ms",
                                        Math.min(longestDelivery / 2, 30_000)),
                                Map.entry("delivery.timeout.ms", longestDelivery)),
                        new StringSerializer(),
                        new ByteArraySerializer());
    }

    /** For events: never gives up, since one that is dropped is a gap in a curve. */
    static MessageSender patient(String bootstrapServers, String clientId) {
        return new MessageSender(bootstrapServers, clientId, Long.MAX_VALUE, Integer.MAX_VALUE);
    }

    /** For heartbeats: an old one is worth nothing, and its sender must not be held up. */
    static MessageSender brisk(String bootstrapServers, String clientId) {
        return new MessageSender(bootstrapServers, clientId, 5_000, 15_000);
    }

    /** Completes when the broker has the event. */
    CompletableFuture<Void> send(EventEnvelope event) {
        return send(Protocol.EVENTS, event.run().toString(), event);
    }

    /** Completes when the broker has the message. */
    CompletableFuture<Void> send(WorkerMessage message) {
        return send(Protocol.HEARTBEATS, message.worker(), message);
    }

    private CompletableFuture<Void> send(String topic, String key, Object message) {
        CompletableFuture<Void> taken = new CompletableFuture<>();
        var _ =
                producer.send(
                        new ProducerRecord<>(topic, key, bytes(message)),
                        (_, failure) -> {
                            if (failure == null) {
                                taken.complete(null);
                            } else {
                                taken.completeExceptionally(failure);
                            }
                        });
        return taken;
    }

    private static byte[] bytes(Object message) {
        try {
            return Wire.json().writeValueAsBytes(message);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a message of ours cannot be written", impossible);
        }
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }
}
