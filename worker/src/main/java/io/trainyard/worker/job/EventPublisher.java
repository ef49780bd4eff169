package io.trainyard.worker.job;

import io.trainyard.contract.message.EventEnvelope;
import io.trainyard.contract.message.Protocol;
import io.trainyard.contract.message.RunEvent;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;

/** Numbers one attempt's events from 1 and sends them in that order. Belongs to one thread. */
final class EventPublisher {
    private final Factory factory;
    private final RunningAttempts.Key key;
    private long seq;

    private EventPublisher(Factory factory, RunningAttempts.Key key) {
        this.factory = factory;
        this.key = key;
    }

    /** Makes the publisher of each attempt. */
    record Factory(MessageSender sender, String worker, Clock clock) {
        EventPublisher forAttempt(RunningAttempts.Key key) {
            return new EventPublisher(this, key);
        }
    }

    /** Completes when the broker has the event. */
    CompletableFuture<Void> publish(RunEvent event) {
        seq++;
        return factory.sender()
                .send(
                        new EventEnvelope(
                                Protocol.VERSION,
                                key.run(),
                                key.attempt(),
                                seq,
                                factory.clock().instant(),
                                factory.worker(),
                                event));
    }
}
