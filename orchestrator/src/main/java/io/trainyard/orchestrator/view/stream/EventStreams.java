package io.trainyard.orchestrator.view.stream;

import io.trainyard.orchestrator.refusal.Refusal;
import io.trainyard.orchestrator.refusal.RefusedException;
import io.trainyard.orchestrator.start.Settings;
import io.trainyard.orchestrator.store.Ledger;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

/** Opens streams. */
@ApplicationScoped
public class EventStreams {
    private final EventTail tail;
    private final Ledger ledger;
    private final Settings settings;

    EventStreams(EventTail tail, Ledger ledger, Settings settings) {
        this.tail = tail;
        this.ledger = ledger;
        this.settings = settings;
    }

    /**
     * Opens a stream, to be closed by the caller.
     *
     * @param runs whose lines to tell; empty for all
     * @param after the last id the listener has seen; without one, some runs are told from their
     *     beginning and all runs from now on
     * @throws RefusedException TOO_MANY_STREAMS
     */
    public EventStream open(Set<UUID> runs, OptionalLong after) {
        if (!tail.join(settings.streams())) {
            throw Refusal.TOO_MANY_STREAMS.because(
                    "%d streams are open, which is the most.", settings.streams());
        }
        try {
            long position =
                    after.isPresent() ? after.getAsLong() : runs.isEmpty() ? ledger.newest() : 0;
            return new EventStream(tail, ledger, runs, settings.keepAlive(), position);
        } catch (RuntimeException unopened) {
            tail.leave();
            throw unopened;
        }
    }
}
