package io.trainyard.contract.api;

import java.util.List;

/** A per-step series of the run's lineage, ascending by step. */
public record SeriesView(String name, List<Long> steps, List<Double> values) {}
