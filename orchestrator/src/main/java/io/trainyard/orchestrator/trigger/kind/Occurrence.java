package io.trainyard.orchestrator.trigger.kind;

import io.trainyard.orchestrator.store.Nature;
import java.time.Duration;
import java.time.Instant;

/**
 * Something that a trigger saw.
 *
 * @param id unique within the trigger; seen again, it changes nothing
 * @param detail what it is, in words
 * @param at the moment that debounce and cooldown count from
 * @param count how many it stands for
 */
public record Occurrence(String id, Nature nature, String detail, Instant at, int count) {
    /** Lateness that passes for punctual: loops and queues take their moments. */
    public static final Duration PUNCTUAL = Duration.ofMinutes(1);

    /** One that may start a run. */
    public static Occurrence change(String id, String detail, Instant at) {
        return new Occurrence(id, Nature.CHANGE, detail, at, 1);
    }

    /**
     * The moment that something counts from: the planned one, unless it happened much later.
     * Without this, an hourly tick would come some milliseconds too early for a cooldown of an
     * hour.
     */
    public static Instant counted(Instant planned, Instant actual) {
        return actual.isAfter(planned.plus(PUNCTUAL)) ? actual : planned;
    }

    /** The same, of another nature and with another id. */
    public Occurrence as(Nature other, String otherId) {
        return new Occurrence(otherId, other, detail, at, count);
    }
}
