package io.trainyard.contract.api;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A lease on a run.
 *
 * @param attempt the fencing number, to be given with everything the worker does for the run
 * @param lease how long it holds without a heartbeat
 * @param heartbeat how often the worker should be heard
 * @param resumeFrom the run's last checkpoint, or null to start afresh
 */
public record Claim(
        int attempt, Duration lease, Duration heartbeat, @Nullable CheckpointView resumeFrom) {}
