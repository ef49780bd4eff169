package io.trainyard.orchestrator.trigger.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/** A kind that looks by itself. */
public interface WatchedKind extends TriggerKind {
    /** Whether a look reads from outside and may take long. */
    default boolean isSlow() {
        return false;
    }

    /** Looks; outside of any transaction. */
    Sight look(Look look);

    /** Called now and then during a long look, which otherwise counts as dead. */
    interface Progress {
        void made();
    }

    /**
     * One look.
     *
     * @param memory what the last look left; empty before the first
     * @param createdAt of the trigger
     * @param now PostgreSQL's clock
     */
    record Look(
            ObjectNode parameters,
            ObjectNode memory,
            Instant createdAt,
            Instant now,
            Progress progress) {}

    /**
     * What a look found.
     *
     * @param confirms whether what the last look saw is still so
     * @param memory for the next look
     * @param next when that should be
     */
    record Sight(List<Occurrence> seen, boolean confirms, ObjectNode memory, Instant next) {
        public Sight {
            seen = List.copyOf(seen);
        }
    }
}
