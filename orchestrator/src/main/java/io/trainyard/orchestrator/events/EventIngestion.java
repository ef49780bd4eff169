package io.trainyard.orchestrator.events;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.reactive.messaging.annotations.Blocking;
import io.trainyard.contract.message.EventEnvelope;
import io.trainyard.orchestrator.events.Decoded.Bad;
import io.trainyard.orchestrator.events.Decoded.Good;
import io.trainyard.orchestrator.events.Delivery.Received;
import io.trainyard.orchestrator.store.Attempts;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes in what attempts report. */
@ApplicationScoped
public class EventIngestion {
    /** A few matrices of a thousand classes: more at once, decoded, would fill the heap. */
    private static final int PART_BYTES = 4 << 20;

    private final Delivery delivery;
    private final EventWriter writer;
    private final Counter ingested;

    EventIngestion(Delivery delivery, EventWriter writer, MeterRegistry meters) {
        this.delivery = delivery;
        this.writer = writer;
        this.ingested = meters.counter("trainyard.events.ingested");
    }

    /** One batch; its offsets are committed when this returns. */
    @Incoming("events")
    @Blocking
    public void receive(ConsumerRecords<byte[], byte[]> records) {
        List<Received<EventEnvelope>> part = new ArrayList<>();
        long bytes = 0;
        for (ConsumerRecord<byte[], byte[]> record : records) {
            switch (Decoder.event(record.value())) {
                case Good<EventEnvelope>(EventEnvelope envelope) -> {
                    part.add(new Received<>(record, envelope));
                    bytes += record.serializedValueSize();
                }
                case Bad<EventEnvelope>(String reason) -> delivery.setAside(record, reason);
            }
            if (bytes >= PART_BYTES) {
                take(part);
                part = new ArrayList<>();
                bytes = 0;
            }
        }
        take(part);
    }

    private void take(List<Received<EventEnvelope>> events) {
        Set<Received<EventEnvelope>> strangers = new HashSet<>();
        delivery.deliver(
                events,
                part -> {
                    List<EventEnvelope> envelopes = part.stream().map(Received::message).toList();
                    Set<Attempts.Key> unissued = writer.write(envelopes);
                    part.stream()
                            .filter(one -> unissued.contains(EventWriter.attemptOf(one.message())))
                            .forEach(strangers::add);
                });
        for (Received<EventEnvelope> stranger : strangers) {
            delivery.setAside(
                    stranger.from(),
                    "run %s never had attempt %d"
                            .formatted(stranger.message().run(), stranger.message().attempt()));
        }
        ingested.increment(events.size());
    }
}
