package io.trainyard.contract.api;

import io.trainyard.contract.message.FailureKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run at a glance.
 *
 * @param kind train, finetune or evaluate
 * @param attempt the newest attempt's number, 0 before the first
 * @param worker who runs it, or ran it last
 * @param epoch epochs ended, and {@code epochs} how many there will be
 * @param step the last step heard of, and {@code steps} how many there will be; 0 while unknown
 * @param values the newest value of each epoch metric and final metric
 */
public record RunView(
        UUID id,
        String name,
        String kind,
        String architecture,
        RunState state,
        boolean cancelRequested,
        String pool,
        int priority,
        List<String> tags,
        Instant submittedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        int attempt,
        @Nullable String worker,
        int epoch,
        int epochs,
        long step,
        long steps,
        Map<String, Double> values,
        @Nullable Failure failure) {

    /** Why it failed. */
    public record Failure(FailureKind kind, String message) {}
}
