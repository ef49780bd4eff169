package io.trainyard.orchestrator.queue.explain;

import io.trainyard.contract.api.Waiting.Estimate;
import io.trainyard.orchestrator.queue.decide.Selection.Share;
import io.trainyard.orchestrator.queue.decide.Selection.Waiting;
import io.trainyard.orchestrator.queue.publish.Order;
import io.trainyard.orchestrator.store.Contenders;
import io.trainyard.orchestrator.store.Contenders.Holder;
import io.trainyard.orchestrator.store.Durations;
import io.trainyard.orchestrator.store.Durations.Spread;
import io.trainyard.orchestrator.store.Publications.PoolLoad;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Reads the line of a pool. */
@ApplicationScoped
class Lines {
    private final Order order;
    private final Contenders contenders;
    private final Durations durations;

    Lines(Order order, Contenders contenders, Durations durations) {
        this.order = order;
        this.contenders = contenders;
        this.durations = durations;
    }

    Line of(PoolLoad load, Instant now) {
        Order.Pool pool = order.pool(load, Line.LONGEST);
        List<Waiting> published =
                contenders.queued(load.pool()).reversed().stream()
                        .map(run ->
                                new Waiting(run.id(), run.project(), run.priority(), run.number()))
                        .toList();
        List<Waiting> runs =
                Stream.concat(published.stream(), pool.first(Line.LONGEST).stream()).toList();
        return new Line(
                load.slots(),
                load.freeSlots(),
                pool.shares().values().stream().mapToInt(Share::held).sum(),
                pool.rule(),
                pool.shares(),
                runs,
                Line.places(runs),
                estimates(load, pool, runs, now));
    }

    private Map<UUID, Estimate> estimates(
            PoolLoad load, Order.Pool pool, List<Waiting> runs, Instant now) {
        int slots = Math.min(load.slots(), pool.mostHeld());
        Map<String, Spread> spreads = durations.spreads(load.pool());
        Spread all = spreads.get("");
        if (slots == 0 || runs.isEmpty() || all == null) {
            return Map.of();
        }
        List<Holder> holders = contenders.holders(load.pool());
        List<UUID> ids = new ArrayList<>(runs.stream().map(Waiting::id).toList());
        ids.addAll(holders.stream().map(Holder::id).toList());
        Map<UUID, String> likenesses = durations.likenesses(ids);
        Map<UUID, Spread> spreadOf = new HashMap<>();
        likenesses.forEach((id, likeness) -> spreadOf.put(id, spreads.getOrDefault(likeness, all)));
        List<Double> earliest = starts(slots, holders, runs, spreadOf, all, Spread::low);
        List<Double> latest = starts(slots, holders, runs, spreadOf, all, Spread::high);
        Map<UUID, Estimate> estimates = new HashMap<>();
        boolean alike = holders.stream().allMatch(holder -> isAlike(holder.id(), spreadOf, all));
        for (int place = 0; place < runs.size(); place++) {
            estimates.put(
                    runs.get(place).id(),
                    new Estimate(
                            later(now, earliest.get(place)),
                            later(now, latest.get(place)),
                            basis(alike, all)));
            alike &= isAlike(runs.get(place).id(), spreadOf, all);
        }
        return estimates;
    }

    private static List<Double> starts(
            int slots,
            List<Holder> holders,
            List<Waiting> runs,
            Map<UUID, Spread> spreads,
            Spread all,
            ToDoubleFunction<Spread> seconds) {
        return StartTimes.of(
                slots,
                holders.stream()
                        .map(holder ->
                                Math.max(
                                        0,
                                        seconds.applyAsDouble(
                                                        spreads.getOrDefault(holder.id(), all))
                                                - holder.ranForMillis() / 1000.0))
                        .toList(),
                runs.stream()
                        .map(run -> seconds.applyAsDouble(spreads.getOrDefault(run.id(), all)))
                        .toList());
    }

    private static boolean isAlike(UUID run, Map<UUID, Spread> spreads, Spread all) {
        return spreads.getOrDefault(run, all) != all;
    }

    /**
     * What an estimate rests on.
     *
     * @param alike whether all runs that come first are like some that have been
     */
    private static String basis(boolean alike, Spread all) {
        return alike
                ? "how long runs of the same architecture, dataset and epochs took"
                : "how long the pool's last %d runs took".formatted(all.runs());
    }

    private static Instant later(Instant now, double seconds) {
        return now.plus(Duration.ofMillis(Math.round(seconds * 1000)));
    }
}
