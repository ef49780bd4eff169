package io.trainyard.orchestrator.queue.explain;

import io.trainyard.contract.api.Waiting.Estimate;
import io.trainyard.orchestrator.queue.decide.Selection.Share;
import io.trainyard.orchestrator.queue.decide.Selection.Waiting;
import io.trainyard.orchestrator.store.Rules.PoolRule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A pool and the runs that wait in it, in the order in which they get slots.
 *
 * @param slots of live workers, and {@code free} those that nothing occupies
 * @param held runs that hold a slot or are promised one
 * @param shares by project
 * @param runs published ones first; no more than {@link #LONGEST} of the others
 * @param estimates by run, of those in line; empty where there is no basis
 */
record Line(
        int slots,
        int free,
        int held,
        PoolRule rule,
        Map<String, Share> shares,
        List<Waiting> runs,
        Map<UUID, Integer> places,
        Map<UUID, Estimate> estimates) {
    /** Runs of a pool whose place is found. */
    static final int LONGEST = 1_000;

    Line {
        shares = Map.copyOf(shares);
        runs = List.copyOf(runs);
        places = Map.copyOf(places);
        estimates = Map.copyOf(estimates);
    }

    /** Where each run stands, from 1. */
    static Map<UUID, Integer> places(List<Waiting> runs) {
        Map<UUID, Integer> places = new HashMap<>();
        for (Waiting run : runs) {
            places.put(run.id(), places.size() + 1);
        }
        return places;
    }

    @Nullable Integer place(UUID run) {
        return places.get(run);
    }

    /** The runs that get slots before the one at a place. */
    List<Waiting> before(int place) {
        return runs.subList(0, place - 1);
    }
}
