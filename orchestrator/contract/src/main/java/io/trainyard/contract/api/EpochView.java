package io.trainyard.contract.api;

import java.util.Map;

/** An epoch of the run's lineage. */
public record EpochView(
        int epoch, long step, int attempt, double seconds, Map<String, Double> values) {}
