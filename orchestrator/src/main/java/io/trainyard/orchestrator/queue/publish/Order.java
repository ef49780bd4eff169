package io.trainyard.orchestrator.queue.publish;

import io.trainyard.orchestrator.queue.decide.Selection;
import io.trainyard.orchestrator.queue.decide.Selection.Share;
import io.trainyard.orchestrator.queue.decide.Selection.Waiting;
import io.trainyard.orchestrator.start.Settings;
import io.trainyard.orchestrator.store.Contenders;
import io.trainyard.orchestrator.store.Publications.PoolLoad;
import io.trainyard.orchestrator.store.Rules;
import io.trainyard.orchestrator.store.Rules.PoolRule;
import io.trainyard.orchestrator.store.Rules.ProjectRule;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Who is next in a pool, and how much room it has. */
@ApplicationScoped
public class Order {
    /** Of each project no more runs are looked at, at a time. */
    private static final int MOST = 200;

    /** How long what projects used of late is not counted again: it moves slowly. */
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final Contenders contenders;
    private final Rules rules;
    private final Settings settings;
    private final Clock clock;
    private final Map<String, Lately> lately = new ConcurrentHashMap<>();

    Order(Contenders contenders, Rules rules, Settings settings, Clock clock) {
        this.contenders = contenders;
        this.rules = rules;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * A pool as it stands.
     *
     * @param room runs that may be published now; below 0 where there are more than should be
     * @param shares by project
     * @param ready those that could start, of each project as many as might get a slot
     */
    public record Pool(PoolRule rule, int room, Map<String, Share> shares, List<Waiting> ready) {
        public Pool {
            shares = Map.copyOf(shares);
            ready = List.copyOf(ready);
        }

        /** The most runs that may hold a slot or be promised one. */
        public int mostHeld() {
            return Objects.requireNonNullElse(rule.maxRunning(), Integer.MAX_VALUE);
        }

        /** The ready runs that get the next slots, first to last. */
        public List<Waiting> first(int most) {
            return Selection.choose(most, ready, shares);
        }
    }

    private record Lately(Instant counted, Map<String, Double> slots) {}

    /** Reads how a pool stands, with as many ready runs as could get a slot now. */
    Pool pool(PoolLoad load) {
        int free = Math.max(0, load.freeSlots() + settings.publishMargin());
        return pool(load, Math.min(MOST, free + load.slots() + 1));
    }

    /**
     * Reads how a pool stands.
     *
     * @param mostReady ready runs of each project
     */
    public Pool pool(PoolLoad load, int mostReady) {
        PoolRule rule = rules.pool(load.pool()).orElseGet(() -> PoolRule.usual(load.pool()));
        Map<String, Integer> held = contenders.held(load.pool());
        int all = held.values().stream().mapToInt(Integer::intValue).sum();
        int most = Objects.requireNonNullElse(rule.maxRunning(), Integer.MAX_VALUE);
        int room =
                Math.min(load.freeSlots() + settings.publishMargin() - load.queued(), most - all);
        List<Waiting> ready =
                contenders.ready(load.pool(), mostReady).stream()
                        .map(run ->
                                new Waiting(run.id(), run.project(), run.priority(), run.number()))
                        .toList();
        return new Pool(rule, room, shares(load.pool(), held), ready);
    }

    private Map<String, Share> shares(String pool, Map<String, Integer> held) {
        Map<String, ProjectRule> ruled =
                rules.projects(pool).stream()
                        .collect(Collectors.toMap(ProjectRule::project, Function.identity()));
        Map<String, Double> used = lately(pool);
        Set<String> projects = new HashSet<>(ruled.keySet());
        projects.addAll(held.keySet());
        projects.addAll(used.keySet());
        Map<String, Share> shares = new HashMap<>();
        for (String project : projects) {
            ProjectRule rule = ruled.getOrDefault(project, ProjectRule.usual(pool, project));
            shares.put(
                    project,
                    new Share(
                            rule.weight(),
                            Objects.requireNonNullElse(rule.maxRunning(), Integer.MAX_VALUE),
                            held.getOrDefault(project, 0),
                            used.getOrDefault(project, 0.0)));
        }
        return shares;
    }

    private Map<String, Double> lately(String pool) {
        Instant now = clock.instant();
        return lately.compute(
                        pool,
                        (_, known) ->
                                known != null && known.counted().plus(FRESH).isAfter(now)
                                        ? known
                                        : new Lately(
                                                now,
                                                contenders.lately(pool, settings.shareWindow())))
                .slots();
    }
}
