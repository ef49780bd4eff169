package io.trainyard.contract.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A trigger at a glance.
 *
 * @param when its kind and parameters, without secrets
 * @param debounce quiet time before a firing
 * @param cooldown least time between two firings
 * @param spec the template it submits
 * @param next when it looks next, which for cron is its next tick; null where it waits to be told
 * @param fired runs it has started
 * @param secret only in the answer that made it
 */
public record TriggerView(
        String name,
        String kind,
        JsonNode when,
        Duration debounce,
        Duration cooldown,
        JsonNode spec,
        Instant createdAt,
        @Nullable Instant next,
        long fired,
        @Nullable DecisionView lastDecision,
        @Nullable String secret) {
    /** The same with its secret, to be shown this once. */
    public TriggerView revealing(@Nullable String once) {
        return new TriggerView(
                name,
                kind,
                when,
                debounce,
                cooldown,
                spec,
                createdAt,
                next,
                fired,
                lastDecision,
                once);
    }

    /** Without the secret, which must not reach a log. */
    @Override
    public String toString() {
        return "trigger %s (%s)".formatted(name, kind);
    }
}
