package io.trainyard.orchestrator.queue.decide;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * Which running runs make room for more urgent ones. None ever does for an equal, nor before it has
 * run for the pool's least time, so that two runs cannot push each other out in turn.
 */
public final class Preemption {
    /** The least urgent first; of equals the one that began last, which has least to lose. */
    private static final Comparator<Running> DISPENSABLE =
            Comparator.comparing(Running::priority)
                    .thenComparing(Running::ranForMillis)
                    .thenComparing(Running::id);

    private Preemption() {}

    /**
     * A run that a worker has, and that was not asked to stop.
     *
     * @param ranForMillis since its attempt was claimed
     */
    public record Running(UUID id, int priority, long ranForMillis) {}

    /**
     * The runs to be stopped.
     *
     * @param wanting priorities of the runs that could start now, highest first
     * @param comingFree slots that are free, or whose run was asked to stop
     * @param minimumMillis how long an attempt is left alone
     */
    public static List<UUID> victims(
            List<Integer> wanting, int comingFree, List<Running> running, long minimumMillis) {
        List<Running> dispensable =
                running.stream()
                        .filter(run -> run.ranForMillis() >= minimumMillis)
                        .sorted(DISPENSABLE)
                        .toList();
        List<UUID> victims = new ArrayList<>();
        for (int place = comingFree; place < wanting.size(); place++) {
            int next = victims.size();
            if (next == dispensable.size()
                    || dispensable.get(next).priority() >= wanting.get(place)) {
                break;
            }
            victims.add(dispensable.get(next).id());
        }
        return victims;
    }
}
