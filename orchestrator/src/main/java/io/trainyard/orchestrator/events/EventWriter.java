package io.trainyard.orchestrator.events;

import io.trainyard.contract.message.EventEnvelope;
import io.trainyard.contract.message.RunEvent;
import io.trainyard.orchestrator.queue.decide.Decisions;
import io.trainyard.orchestrator.queue.lease.Transitions;
import io.trainyard.orchestrator.store.Attempts;
import io.trainyard.orchestrator.store.Facts;
import io.trainyard.orchestrator.store.Ledger;
import io.trainyard.orchestrator.store.Ledger.Entry;
import io.trainyard.orchestrator.store.Measured;
import io.trainyard.orchestrator.store.RunSnapshot;
import io.trainyard.orchestrator.store.Runs;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Writes a batch of events: what they change, what they measured, and that they happened. */
@ApplicationScoped
class EventWriter {
    private static final Logger LOG = Logger.getLogger(EventWriter.class);

    private final Runs runs;
    private final Attempts attempts;
    private final Facts facts;
    private final Measured measured;
    private final MetricQuotas quotas;
    private final Ledger ledger;
    private final Transitions transitions;
    private final Decisions decisions;

    EventWriter(
            Runs runs,
            Attempts attempts,
            Facts facts,
            Measured measured,
            MetricQuotas quotas,
            Ledger ledger,
            Transitions transitions,
            Decisions decisions) {
        this.runs = runs;
        this.attempts = attempts;
        this.facts = facts;
        this.measured = measured;
        this.quotas = quotas;
        this.ledger = ledger;
        this.transitions = transitions;
        this.decisions = decisions;
    }

    static Attempts.Key attemptOf(EventEnvelope envelope) {
        return new Attempts.Key(envelope.run(), envelope.attempt());
    }

    /**
     * Writes events in their order.
     *
     * @return attempts that were never issued; their events are not written
     */
    @Transactional
    Set<Attempts.Key> write(List<EventEnvelope> events) {
        Set<Attempts.Key> named =
                events.stream().map(EventWriter::attemptOf).collect(Collectors.toSet());
        Set<Attempts.Key> issued = attempts.states(named).keySet();
        Map<UUID, RunSnapshot> locked =
                runs.lock(issued.stream().map(Attempts.Key::run).distinct().toList()).stream()
                        .collect(Collectors.toMap(RunSnapshot::id, Function.identity()));
        List<Entry> entries = new ArrayList<>();
        EventFacts collected = new EventFacts();
        MetricQuota quota = quotas.of(locked.keySet());
        for (EventEnvelope event : events) {
            if (issued.contains(attemptOf(event))) {
                EventEnvelope envelope = quota.admit(event);
                collected.add(envelope);
                entries.add(collected.entry(envelope));
                change(envelope, locked, entries);
            }
        }
        collected.writeTo(facts, measured, ledger);
        quotas.count(quota);
        ledger.append(entries);
        Set<Attempts.Key> unissued = new HashSet<>(named);
        unissued.removeAll(issued);
        return unissued;
    }

    private void change(
            EventEnvelope envelope, Map<UUID, RunSnapshot> locked, List<Entry> entries) {
        switch (envelope.event()) {
            case RunEvent.Started started ->
                    attempts.running(attemptOf(envelope), started.resumedFrom());
            case RunEvent.Terminal end -> end(envelope, end, locked, entries);
            case RunEvent.Metrics _,
                    RunEvent.EpochEnded _,
                    RunEvent.LogLine _,
                    RunEvent.Evaluated _,
                    RunEvent.CheckpointWritten _ -> {}
        }
    }

    private void end(
            EventEnvelope envelope,
            RunEvent.Terminal end,
            Map<UUID, RunSnapshot> locked,
            List<Entry> entries) {
        RunSnapshot run = locked.get(envelope.run());
        // A repeated or stale end finds another attempt, or none, holding the lease.
        if (run == null) {
            return;
        }
        decisions
                .ended(run, envelope.attempt(), end)
                .flatMap(change -> transitions.carryOut(run, change))
                .ifPresent(entry -> {
                    entries.add(entry);
                    var _ = locked.remove(run.id());
                    LOG.infof(
                            "attempt ended runId=%s attempt=%d runState=%s",
                            run.id(), envelope.attempt(), entry.body());
                });
    }
}
