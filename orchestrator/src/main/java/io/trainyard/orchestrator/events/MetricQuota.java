package io.trainyard.orchestrator.events;

import io.trainyard.contract.message.EventEnvelope;
import io.trainyard.contract.message.RunEvent;
import io.trainyard.orchestrator.store.MetricVolumes.Dropped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Turns away points beyond what a run may store, so that one run's flood is not everybody's.
 * Epochs, results and ends pass: a run within its quota and one beyond it end alike.
 */
final class MetricQuota {
    private static final int LONGEST_NAME = 200;

    private final Map<UUID, Map<String, Long>> stored;
    private final Map<UUID, Long> totals = new HashMap<>();
    private final long mostPoints;
    private final int mostSeries;
    private final List<Dropped> dropped = new ArrayList<>();

    /**
     * @param stored points by run and series
     */
    MetricQuota(Map<UUID, Map<String, Long>> stored, long mostPoints, int mostSeries) {
        this.stored = new HashMap<>();
        stored.forEach((run, series) -> this.stored.put(run, new HashMap<>(series)));
        this.mostPoints = mostPoints;
        this.mostSeries = mostSeries;
    }

    /** The event with those of its points that are within the quota. */
    EventEnvelope admit(EventEnvelope envelope) {
        if (!(envelope.event() instanceof RunEvent.Metrics metrics)) {
            return envelope;
        }
        Map<String, List<Double>> admitted = new HashMap<>();
        long turnedAway = 0;
        for (var series : metrics.series().entrySet()) {
            if (takes(envelope.run(), series.getKey(), series.getValue().size())) {
                admitted.put(series.getKey(), series.getValue());
            } else {
                turnedAway += series.getValue().size();
            }
        }
        if (turnedAway == 0) {
            return envelope;
        }
        dropped.add(new Dropped(EventWriter.attemptOf(envelope), envelope.seq(), turnedAway));
        // Where nothing is left of it, it still says how far the run is.
        List<Long> steps =
                admitted.isEmpty() && !metrics.steps().isEmpty()
                        ? List.of(metrics.steps().getLast())
                        : metrics.steps();
        return new EventEnvelope(
                envelope.version(),
                envelope.run(),
                envelope.attempt(),
                envelope.seq(),
                envelope.at(),
                envelope.worker(),
                new RunEvent.Metrics(metrics.epoch(), steps, admitted));
    }

    /** What was turned away, an entry an event. */
    List<Dropped> dropped() {
        return dropped;
    }

    private boolean takes(UUID run, String name, int points) {
        Map<String, Long> series = stored.computeIfAbsent(run, _ -> new HashMap<>());
        long total =
                totals.computeIfAbsent(
                        run, _ -> series.values().stream().mapToLong(Long::longValue).sum());
        boolean isKnown = series.containsKey(name);
        if (total + points > mostPoints
                || name.length() > LONGEST_NAME
                || (!isKnown && series.size() >= mostSeries)) {
            return false;
        }
        var _ = series.merge(name, (long) points, Long::sum);
        totals.put(run, total + points);
        return true;
    }
}
