package io.trainyard.contract.api;

import org.jspecify.annotations.Nullable;

/**
 * What is to hold for a project in a pool; null leaves a setting as it is, and a bound of -1 takes
 * it away.
 */
public record ProjectChange(
        @Nullable Double weight, @Nullable Integer maxRunning, @Nullable Integer maxWaiting) {}
