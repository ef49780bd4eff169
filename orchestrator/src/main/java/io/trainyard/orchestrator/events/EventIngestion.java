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
        List<Received<EventEnvelope>> batch = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            switch (Decoder.event(record.value())) {
                case Good<EventEnvelope>(EventEnvelope envelope) ->
                        batch.add(new Received<>(record, envelope));
                case Bad<EventEnvelope>(String reason) -> delivery.setAside(record, reason);
            }
        }
        Set<Received<EventEnvelope>> strangers = new HashSet<>();
        delivery.deliver(
                batch,
                part -> {
                    List<EventEnvelope> events = part.stream().map(Received::message).toList();
                    Set<Attempts.Key> unissued = writer.write(events);
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
        ingested.increment(batch.size());
    }
}
