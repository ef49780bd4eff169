package io.trainyard.contract.message;

import java.time.Instant;
import java.util.UUID;

/**
 * A run's event on {@code trainyard.events}, keyed by run. (run, attempt, seq) is unique, so a
 * repeated delivery changes nothing.
 *
 * @param attempt the fencing number: it rises with every claim of the run
 * @param seq counts the attempt's events from 1, without a gap
 * @param at the agent's clock, for people; no transition depends on it
 */
public record EventEnvelope(
        int version, UUID run, int attempt, long seq, Instant at, String worker, RunEvent event) {
    public EventEnvelope {
        Protocol.check("event", version);
    }
}
