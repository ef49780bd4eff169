package io.trainyard.orchestrator.queue.publish;

import io.trainyard.contract.api.RunState;
import io.trainyard.orchestrator.queue.decide.Decisions;
import io.trainyard.orchestrator.queue.decide.Preemption;
import io.trainyard.orchestrator.queue.decide.Selection.Waiting;
import io.trainyard.orchestrator.queue.lease.Holds;
import io.trainyard.orchestrator.queue.lease.Transitions;
import io.trainyard.orchestrator.store.Contenders;
import io.trainyard.orchestrator.store.Contenders.Contender;
import io.trainyard.orchestrator.store.Contenders.Holder;
import io.trainyard.orchestrator.store.Ledger.Entry;
import io.trainyard.orchestrator.store.Publications;
import io.trainyard.orchestrator.store.Publications.Candidate;
import io.trainyard.orchestrator.store.Publications.PoolLoad;
import io.trainyard.orchestrator.store.RunSnapshot;
import io.trainyard.orchestrator.store.RunSnapshot.Interruption;
import io.trainyard.orchestrator.store.Runs;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Gives one pool's room to those who come first: what waits is published, what is published and
 * less urgent is called back, and where the pool allows it, less urgent runs are stopped. Locks
 * only what nobody else has locked.
 */
@ApplicationScoped
class Contest {
    private static final Logger LOG = Logger.getLogger(Contest.class);
    private static final int BATCH = 200;

    private final Order order;
    private final Contenders contenders;
    private final Runs runs;
    private final Publications publications;
    private final Transitions transitions;
    private final TaskRecords tasks;
    private final Holds holds;
    private final Decisions decisions;

    Contest(
            Order order,
            Contenders contenders,
            Runs runs,
            Publications publications,
            Transitions transitions,
            TaskRecords tasks,
            Holds holds,
            Decisions decisions) {
        this.order = order;
        this.contenders = contenders;
        this.runs = runs;
        this.publications = publications;
        this.transitions = transitions;
        this.tasks = tasks;
        this.holds = holds;
        this.decisions = decisions;
    }

    /** Holds it for a pool; returns the lines for the ledger. */
    List<Entry> hold(PoolLoad load) {
        List<Entry> entries = new ArrayList<>();
        var pool = order.pool(load);
        List<Waiting> first =
                pool.first(Math.min(BATCH, Math.max(0, pool.room()) + load.slots() + 1));
        if (first.isEmpty() && !pool.rule().preemption()) {
            return entries;
        }
        int room = Math.clamp(pool.room(), 0, first.size());
        List<Contender> queued = contenders.queued(load.pool());
        List<UUID> recalled = new ArrayList<>();
        // The least urgent of those published stand first.
        for (Contender published : queued) {
            int next = room + recalled.size();
            if (next == first.size() || first.get(next).priority() <= published.priority()) {
                break;
            }
            recalled.add(published.id());
        }
        int called = recall(recalled, entries);
        publish(first.subList(0, room + called), entries);
        if (pool.rule().preemption()) {
            preempt(pool, load, queued.subList(called, queued.size()), first);
        }
        return entries;
    }

    private int recall(List<UUID> ids, List<Entry> entries) {
        int called = 0;
        for (RunSnapshot run : runs.lockFree(ids)) {
            var entry =
                    decisions.recalled(run).flatMap(change -> transitions.carryOut(run, change));
            entry.ifPresent(entries::add);
            called += entry.isPresent() ? 1 : 0;
        }
        return called;
    }

    private void publish(List<Waiting> chosen, List<Entry> entries) {
        if (chosen.isEmpty()) {
            return;
        }
        List<Candidate> taken = publications.take(chosen.stream().map(Waiting::id).toList());
        runs.queued(taken.stream().map(Candidate::id).toList());
        taken.forEach(tasks::add);
        taken.forEach(
                run -> entries.add(Entry.stateChanged(run.id(), run.attempt(), RunState.QUEUED)));
    }

    private void preempt(
            Order.Pool pool, PoolLoad load, List<Contender> queued, List<Waiting> first) {
        List<Integer> wanting =
                Stream.concat(
                                queued.stream().map(Contender::priority),
                                first.stream().map(Waiting::priority))
                        .sorted(Comparator.reverseOrder())
                        .toList();
        List<Holder> holders = contenders.holders(load.pool());
        int leaving = (int) holders.stream().filter(Holder::leaving).count();
        int free = Math.min(load.freeSlots(), pool.mostHeld() - holders.size());
        List<UUID> victims =
                Preemption.victims(
                        wanting,
                        Math.max(0, free) + leaving,
                        holders.stream()
                                .filter(holder -> !holder.leaving())
                                .map(holder ->
                                        new Preemption.Running(
                                                holder.id(),
                                                holder.priority(),
                                                holder.ranForMillis()))
                                .toList(),
                        pool.rule().minimumRun().toMillis());
        for (RunSnapshot run : runs.lockFree(victims)) {
            holds.interrupt(run, Interruption.PREEMPT);
            LOG.infof(
                    "preempted runId=%s attempt=%d pool=%s", run.id(), run.attempt(), load.pool());
        }
    }
}
