package io.trainyard.orchestrator.queue.explain;

import io.trainyard.contract.api.RunView;
import io.trainyard.contract.api.Waiting;
import io.trainyard.orchestrator.queue.explain.Reasons.Subject;
import io.trainyard.orchestrator.start.Settings;
import io.trainyard.orchestrator.store.Publications;
import io.trainyard.orchestrator.store.Publications.PoolLoad;
import io.trainyard.orchestrator.store.Waiters;
import io.trainyard.orchestrator.store.Waiters.Waiter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Says of runs what they wait for. */
@ApplicationScoped
public class Waits {
    private final Waiters waiters;
    private final Publications publications;
    private final Lines lines;
    private final Settings settings;
    private final Clock clock;

    Waits(Waiters waiters, Publications publications, Lines lines, Settings settings, Clock clock) {
        this.waiters = waiters;
        this.publications = publications;
        this.lines = lines;
        this.settings = settings;
        this.clock = clock;
    }

    /** The same run with what it waits for, where it waits. */
    @Transactional
    public RunView told(RunView run) {
        return told(List.of(run)).getFirst();
    }

    /** As {@link #told(RunView)}; each pool's line is read once. */
    @Transactional
    public List<RunView> told(List<RunView> runs) {
        List<Waiter> waiting = waiters.waiting(runs.stream().map(RunView::id).toList());
        if (waiting.isEmpty()) {
            return runs;
        }
        Instant now = clock.instant();
        Map<String, PoolLoad> loads =
                publications.livePools(settings.heartbeat().multipliedBy(3)).stream()
                        .collect(Collectors.toMap(PoolLoad::pool, Function.identity()));
        Map<String, Line> read = new HashMap<>();
        Map<UUID, Waiting> reasons = new HashMap<>();
        for (Waiter waiter : waiting) {
            Line line =
                    read.computeIfAbsent(
                            waiter.pool(),
                            pool ->
                                    lines.of(
                                            loads.getOrDefault(pool, new PoolLoad(pool, 0, 0, 0)),
                                            now));
            Reasons.of(subject(waiter), line, now)
                    .ifPresent(reason -> reasons.put(waiter.id(), reason));
        }
        return runs.stream().map(run -> run.waitingFor(reasons.get(run.id()))).toList();
    }

    private static Subject subject(Waiter waiter) {
        return new Subject(
                waiter.id(),
                waiter.state(),
                waiter.pool(),
                waiter.project(),
                waiter.priority(),
                waiter.number(),
                waiter.earliestStart(),
                waiter.pauseEnds(),
                waiter.follows());
    }
}
