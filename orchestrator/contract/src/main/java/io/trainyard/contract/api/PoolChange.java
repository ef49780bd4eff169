package io.trainyard.contract.api;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What is to hold for a pool; null leaves a setting as it is, and a bound of -1 takes it away.
 *
 * @param minimumRun how long an attempt is left alone once it has begun
 */
public record PoolChange(
        @Nullable Integer maxRunning,
        @Nullable Integer maxWaiting,
        @Nullable Boolean preemption,
        @Nullable Duration minimumRun) {}
