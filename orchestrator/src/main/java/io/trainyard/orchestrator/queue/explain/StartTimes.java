package io.trainyard.orchestrator.queue.explain;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/**
 * When each run of a line starts, if every run takes the time it is said to take: slots become free
 * one after the other, and the line takes them in its order.
 */
final class StartTimes {
    private StartTimes() {}

    /**
     * Seconds from now until each run of the line starts.
     *
     * @param slots that may be used, at least one
     * @param remaining seconds that each running run goes on; there may be more than slots
     * @param line seconds that each waiting run takes, first to last
     */
    static List<Double> of(int slots, List<Double> remaining, List<Double> line) {
        PriorityQueue<Double> free = new PriorityQueue<>();
        for (int slot = remaining.size(); slot < slots; slot++) {
            free.add(0.0);
        }
        free.addAll(remaining);
        // A slot that is no longer there is not given to the next: the first to end goes with it.
        for (int surplus = remaining.size() - slots; surplus > 0; surplus--) {
            var _ = free.remove();
        }
        List<Double> starts = new ArrayList<>();
        for (double seconds : line) {
            double start = free.remove();
            starts.add(start);
            free.add(start + seconds);
        }
        return starts;
    }
}
