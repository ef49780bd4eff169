package io.trainyard.orchestrator.queue.publish;

import io.trainyard.orchestrator.start.Settings;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** The way out to Kafka. */
@ApplicationScoped
class Bus {
    /** A task carries a whole spec, whose text may have a million characters. */
    private static final int LARGEST_RECORD_BYTES = 8 << 20;

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    private final KafkaProducer<String, String> producer;

    Bus(Settings settings) {
        producer =
                new KafkaProducer<>(
                        Map.of(
                                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                                settings.kafka(),
                                ProducerConfig.CLIENT_ID_CONFIG,
                                "trainyard-orchestrator",
                                ProducerConfig.ACKS_CONFIG,
                                "all",
                                ProducerConfig.LINGER_MS_CONFIG,
                                0,
                                // In an outage a caller hears of it soon and tries again by itself.
                                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                                5_000,
                                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                                5_000,
                                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                                10_000,
                                ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                                5_000,
                                ProducerConfig.BUFFER_MEMORY_CONFIG,
                                2L * LARGEST_RECORD_BYTES,
                                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                                LARGEST_RECORD_BYTES),
                        new StringSerializer(),
                        new StringSerializer());
    }

    /** Sends a record; the future completes when all replicas in sync have it. */
    Future<RecordMetadata> send(String topic, String key, @Nullable String value) {
        @SuppressWarnings(
                "NullAway") // Kafka takes a record without a value, whatever its type says.
        var message = new ProducerRecord<String, String>(topic, key, value);
        return producer.send(message);
    }

    @PreDestroy
    void close() {
        producer.close(CLOSE_LIMIT);
    }
}
