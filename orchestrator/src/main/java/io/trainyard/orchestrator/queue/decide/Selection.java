package io.trainyard.orchestrator.queue.decide;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * In which order the waiting runs of a pool get slots: by priority; among equals the project comes
 * first that has least for its weight; within a project, by submission.
 *
 * <p>What a project has is the slots it holds now and those it held on average of late, so that a
 * single slot is shared too, in time.
 */
public final class Selection {
    private static final Comparator<Waiting> WITHIN_PROJECT =
            Comparator.comparing(Waiting::priority).reversed().thenComparing(Waiting::number);

    private Selection() {}

    /**
     * A run that could start now.
     *
     * @param number the order of submission
     */
    public record Waiting(UUID id, String project, int priority, long number) {}

    /**
     * What a project may have of the pool, and what it has.
     *
     * @param weight its part, beside those of the others
     * @param mostHeld slots it may hold
     * @param held slots it holds now, promised ones included
     * @param lately slots it held on average in the window that counts
     */
    public record Share(double weight, int mostHeld, int held, double lately) {
        /** Of a project for which nothing is set and which has nothing. */
        public static final Share NONE = new Share(1, Integer.MAX_VALUE, 0, 0);

        private double load(int chosen) {
            return (held + chosen + lately) / weight;
        }
    }

    /**
     * The runs that get the next slots, first to last.
     *
     * @param room how many at most
     * @param waiting in any order
     * @param shares by project; a missing one is {@link Share#NONE}
     */
    public static List<Waiting> choose(int room, List<Waiting> waiting, Map<String, Share> shares) {
        Map<String, Deque<Waiting>> queues = new TreeMap<>();
        waiting.stream()
                .sorted(WITHIN_PROJECT)
                .forEach(run ->
                        queues.computeIfAbsent(run.project(), _ -> new ArrayDeque<>()).add(run));
        Map<String, Integer> chosenOf = new HashMap<>();
        List<Waiting> chosen = new ArrayList<>();
        while (chosen.size() < room) {
            var next =
                    queues.values().stream()
                            .filter(queue -> !queue.isEmpty())
                            .filter(queue -> mayHold(queue.element().project(), shares, chosenOf))
                            .min(Comparator.comparing(Deque::element, order(shares, chosenOf)));
            if (next.isEmpty()) {
                break;
            }
            Waiting run = next.get().remove();
            var _ = chosenOf.merge(run.project(), 1, Integer::sum);
            chosen.add(run);
        }
        return chosen;
    }

    private static boolean mayHold(
            String project, Map<String, Share> shares, Map<String, Integer> chosenOf) {
        Share share = shares.getOrDefault(project, Share.NONE);
        return share.held() + chosenOf.getOrDefault(project, 0) < share.mostHeld();
    }

    private static Comparator<Waiting> order(
            Map<String, Share> shares, Map<String, Integer> chosenOf) {
        return Comparator.comparing(Waiting::priority)
                .reversed()
                .thenComparing(run ->
                        shares.getOrDefault(run.project(), Share.NONE)
                                .load(chosenOf.getOrDefault(run.project(), 0)))
                .thenComparing(Waiting::number);
    }
}
