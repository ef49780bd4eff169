package io.trainyard.orchestrator.events;

import io.smallrye.reactive.messaging.annotations.Blocking;
import io.trainyard.contract.message.WorkerMessage;
import io.trainyard.orchestrator.events.Decoded.Bad;
import io.trainyard.orchestrator.events.Decoded.Good;
import io.trainyard.orchestrator.events.Delivery.Received;
import io.trainyard.orchestrator.queue.publish.ContactMarker;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Takes in what workers say about themselves, and the marks of the contact clock among it. */
@ApplicationScoped
public class HeartbeatIngestion {
    private static final byte[] MARK = ContactMarker.KEY.getBytes(StandardCharsets.UTF_8);

    private final Delivery delivery;
    private final HeartbeatWriter writer;

    HeartbeatIngestion(Delivery delivery, HeartbeatWriter writer) {
        this.delivery = delivery;
        this.writer = writer;
    }

    /** One batch; its offsets are committed when this returns. */
    @Incoming("heartbeats")
    @Blocking
    public void receive(ConsumerRecords<byte[], byte[]> records) {
        List<Received<Optional<WorkerMessage>>> batch = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            if (record.value() == null && Arrays.equals(record.key(), MARK)) {
                batch.add(new Received<>(record, Optional.empty()));
                continue;
            }
            switch (Decoder.workerMessage(record.value())) {
                case Good<WorkerMessage>(WorkerMessage message) ->
                        batch.add(new Received<>(record, Optional.of(message)));
                case Bad<WorkerMessage>(String reason) -> delivery.setAside(record, reason);
            }
        }
        delivery.deliver(
                batch, part -> writer.write(part.stream().map(Received::message).toList()));
    }
}
