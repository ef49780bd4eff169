package io.trainyard.orchestrator.queue.publish;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.trainyard.orchestrator.loop.Loop;
import io.trainyard.orchestrator.store.Outbox;
import io.trainyard.orchestrator.store.Signal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Sends what the outbox holds, at least once: a message leaves the outbox after Kafka has it, so a
 * crash in between sends it again, and receivers do not mind.
 */
@ApplicationScoped
public class Relay {
    private static final Duration FALLBACK = Duration.ofSeconds(1);
    private static final int BATCH = 200;

    private final Outbox outbox;
    private final Bus bus;
    private final Topics topics;
    private @Nullable Loop loop;

    Relay(Outbox outbox, Bus bus, Topics topics) {
        this.outbox = outbox;
        this.bus = bus;
        this.topics = topics;
    }

    void start(@Observes StartupEvent event) {
        loop = Loop.start("outbox-relay", FALLBACK, this::relay);
    }

    void stop(@Observes ShutdownEvent event) {
        if (loop != null) {
            loop.close();
        }
    }

    void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) Signal.OutboxFilled signal) {
        if (loop != null) {
            loop.wake();
        }
    }

    private void relay() throws Exception {
        while (topics.areReady() && sendBatch() == BATCH) {
            // Until fewer than a batch were waiting.
        }
    }

    private int sendBatch() throws Exception {
        return QuarkusTransaction.requiringNew()
                .call(() -> {
                    List<Outbox.Waiting> waiting = outbox.take(BATCH);
                    if (!waiting.isEmpty()) {
                        send(waiting);
                        outbox.remove(waiting.stream().map(Outbox.Waiting::id).toList());
                    }
                    return waiting.size();
                });
    }

    private void send(List<Outbox.Waiting> waiting) throws Exception {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        try {
            for (Outbox.Waiting message : waiting) {
                sent.add(bus.send(message.topic(), message.key(), message.payload()));
            }
            for (Future<RecordMetadata> acknowledged : sent) {
                var _ = acknowledged.get();
            }
        } catch (Exception unsent) {
            // A topic may have been removed; the next round looks before it sends.
            topics.lookAgain();
            throw unsent;
        }
    }
}
