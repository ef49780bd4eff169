package io.trainyard.orchestrator.events;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.trainyard.orchestrator.store.Quarantine;
import io.trainyard.orchestrator.store.StoreException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Gets a batch of records into PostgreSQL: waits for as long as the database is down, and sets
 * aside only a record that the database itself refuses.
 */
@ApplicationScoped
class Delivery {
    private static final Logger LOG = Logger.getLogger(Delivery.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final Quarantine quarantine;
    private final Counter quarantined;
    private final CountDownLatch stopping = new CountDownLatch(1);

    Delivery(Quarantine quarantine, MeterRegistry meters) {
        this.quarantine = quarantine;
        this.quarantined = meters.counter("trainyard.records.quarantined");
    }

    void stop(@Observes ShutdownEvent event) {
        stopping.countDown();
    }

    /** A record with its decoded content. */
    record Received<T>(ConsumerRecord<byte[], byte[]> from, T message) {}

    /**
     * Applies a batch in one transaction, or where the data of one record is refused each record in
     * its own. Returns when every record is stored or set aside.
     *
     * @throws IllegalStateException when the application stops first; nothing is acknowledged then
     */
    <T> void deliver(List<Received<T>> batch, Consumer<List<Received<T>>> apply) {
        if (batch.isEmpty()) {
            return;
        }
        try {
            untilServed(() -> QuarkusTransaction.requiringNew().run(() -> apply.accept(batch)));
        } catch (StoreException refused) {
            if (batch.size() == 1) {
                setAside(batch.getFirst().from(), String.valueOf(refused.getMessage()));
            } else {
                batch.forEach(one -> deliver(List.of(one), apply));
            }
        }
    }

    /** Keeps a record that cannot be read or stored, with the reason. */
    void setAside(ConsumerRecord<byte[], byte[]> record, String reason) {
        LOG.errorf(
                "record set aside topic=%s partition=%d offset=%d reason=%s",
                record.topic(), record.partition(), record.offset(), reason);
        untilServed(() ->
                QuarkusTransaction.requiringNew()
                        .run(() ->
                                quarantine.add(
                                        new Quarantine.Entry(
                                                record.topic(),
                                                record.partition(),
                                                record.offset(),
                                                record.key(),
                                                record.value(),
                                                reason))));
        quarantined.increment();
    }

    /** Tries until it works or the data is refused, which trying again would not change. */
    private void untilServed(Runnable work) {
        Duration pause = FIRST_PAUSE;
        while (true) {
            try {
                work.run();
                return;
            } catch (RuntimeException failure) {
                if (StoreException.isRefusal(failure)) {
                    throw StoreException.refusal(failure);
                }
                LOG.warnf("records wait for the database reason=%s", failure.getMessage());
                LOG.debug("records wait for the database", failure);
            }
            pauseFor(pause);
            pause =
                    pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
                            ? pause.multipliedBy(2)
                            : LONGEST_PAUSE;
        }
    }

    private void pauseFor(Duration pause) {
        try {
            if (stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the application stops; the records come again");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted; the records come again", stopped);
        }
    }
}
