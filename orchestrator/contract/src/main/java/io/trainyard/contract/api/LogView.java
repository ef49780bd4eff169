package io.trainyard.contract.api;

import io.trainyard.contract.message.RunEvent;
import java.time.Instant;

/**
 * A line of a run's log.
 *
 * @param id rises; pass the last one as {@code after} to read on
 */
public record LogView(
        long id, int attempt, Instant at, RunEvent.LogLine.Level level, String message) {}
