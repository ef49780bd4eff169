package io.trainyard.contract.api;

/**
 * How much of its metrics a run has stored, and what it may.
 *
 * @param dropped points that came when the quota was used up, and are nowhere
 */
public record MetricVolumeView(
        int series, long points, long dropped, int mostSeries, long mostPoints) {}
