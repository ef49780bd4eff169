package io.trainyard.orchestrator.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.Wire;
import io.trainyard.contract.api.RunState;
import io.trainyard.contract.message.Protocol;
import io.trainyard.contract.message.RunEvent;
import io.trainyard.orchestrator.events.MetricRetention;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Metric points from Kafka to PostgreSQL, for deploy/bench/ingest. */
@OrchestratorTest
@EnabledIfSystemProperty(
        named = "bench",
        matches = "true",
        disabledReason = "deploy/bench/ingest runs it")
class IngestBenchIT {
    private static final int RUNS = 8;
    private static final int EVENTS = Integer.getInteger("bench.events", 10_000);

    /** What a trainer of 250 steps a second reports every 200 ms, in the three series it has. */
    private static final int STEPS = 50;

    private static final List<String> SERIES =
            List.of("train.loss", "train.accuracy", "learningRate");
    private static final Duration PATIENCE = Duration.ofMinutes(8);

    private final Api api = new Api();
    private final MetricRetention retention;

    IngestBenchIT(MetricRetention retention) {
        this.retention = retention;
    }

    @Test
    void measure() throws Exception {
        try (TestWorker worker = new TestWorker().announce(RUNS);
                var producer =
                        new KafkaProducer<>(
                                Map.<String, Object>of(
                                        "bootstrap.servers", Stack.kafkaAddress(), "linger.ms", 5),
                                new StringSerializer(),
                                new ByteArraySerializer())) {
            // Given attempts that are held, and records that are ready to be sent
            List<UUID> runs = new ArrayList<>();
            for (int index = 0; index < RUNS; index++) {
                UUID run = api.submit(worker.pool());
                var _ = api.claim(run, worker.name());
                runs.add(run);
            }
            List<ProducerRecord<String, byte[]>> records = records(worker, runs);
            long rowsBefore = Rows.count("SELECT count(*) FROM metric");
            long pointsBefore = storedPoints();
            long before = bytes("metric");
            long eventsBefore = bytes("event");

            // When
            long begin = System.nanoTime();
            records.forEach(producer::send);
            producer.flush();
            long sent = System.nanoTime();
            await().atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() ->
                            Rows.count("SELECT count(*) FROM metric")
                                    >= rowsBefore + (long) EVENTS * SERIES.size());
            double seconds = (System.nanoTime() - begin) / (double) TimeUnit.SECONDS.toNanos(1);

            // Then
            long points = (long) EVENTS * STEPS * SERIES.size();
            assertThat(storedPoints() - pointsBefore).isEqualTo(points);
            ObjectNode result = Wire.json().createObjectNode();
            result.put("benchmark", "ingest").put("points", points).put("events", EVENTS);
            result.put("runs", RUNS).put("seconds", rounded(seconds));
            result.put("sendSeconds", rounded((sent - begin) / 1e9));
            result.put("pointsPerSecond", Math.round(points / seconds));
            result.put(
                    "metricBytesPerPoint", rounded((bytes("metric") - before) / (double) points));
            result.put(
                    "ledgerBytesPerPoint",
                    rounded((bytes("event") - eventsBefore) / (double) points));
            for (UUID run : runs) {
                worker.send(run, 1, EVENTS / RUNS + 1L, Events.finished(EVENTS / RUNS * STEPS));
                var _ = api.await(run, RunState.SUCCEEDED);
            }
            long packedBefore = bytes("packed_metric");
            retention.apply(Duration.ofMinutes(-1));
            result.put(
                    "packedBytesPerPoint",
                    rounded((bytes("packed_metric") - packedBefore) / (double) points));
            Files.writeString(Path.of("target/ingest-bench.json"), result + "\n");
        }
    }

    private static List<ProducerRecord<String, byte[]>> records(
            TestWorker worker, List<UUID> runs) {
        Random random = new Random(1);
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
        for (int index = 0; index < EVENTS; index++) {
            UUID run = runs.get(index % RUNS);
            long seq = index / RUNS + 1L;
            List<Long> steps =
                    LongStream.rangeClosed((seq - 1) * STEPS + 1, seq * STEPS).boxed().toList();
            var metrics =
                    new RunEvent.Metrics(
                            1,
                            steps,
                            Map.of(
                                    SERIES.get(0), noise(random, 2.3),
                                    SERIES.get(1), noise(random, 0.5),
                                    SERIES.get(2), java.util.Collections.nCopies(STEPS, 0.05)));
            records.add(
                    new ProducerRecord<>(
                            Protocol.EVENTS,
                            run.toString(),
                            TestWorker.json(worker.event(run, 1, seq, metrics))));
        }
        return records;
    }

    /** As a loss is: a float's value, written as a double. */
    private static List<Double> noise(Random random, double around) {
        return random.doubles(STEPS, around * 0.9, around * 1.1)
                .mapToObj(value -> (double) (float) value)
                .toList();
    }

    private static long storedPoints() {
        return Rows.count("SELECT coalesce(sum(points), 0) FROM metric_series");
    }

    private static long bytes(String table) {
        return Rows.count("SELECT pg_total_relation_size('" + table + "')");
    }

    private static double rounded(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
