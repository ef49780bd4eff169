package io.trainyard.orchestrator.trigger;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.trainyard.contract.api.Decision;
import io.trainyard.orchestrator.loop.Loop;
import io.trainyard.orchestrator.start.Settings;
import io.trainyard.orchestrator.store.DecisionRow;
import io.trainyard.orchestrator.store.TriggerLedger;
import io.trainyard.orchestrator.store.TriggerLedger.Due;
import io.trainyard.orchestrator.store.TriggerRow;
import io.trainyard.orchestrator.store.Triggers;
import io.trainyard.orchestrator.store.Triggers.Dated;
import io.trainyard.orchestrator.trigger.kind.Occurrence;
import io.trainyard.orchestrator.trigger.kind.TriggerKind;
import io.trainyard.orchestrator.trigger.kind.TriggerKinds;
import io.trainyard.orchestrator.trigger.kind.WatchedKind;
import io.trainyard.orchestrator.trigger.kind.WatchedKind.Look;
import io.trainyard.orchestrator.trigger.kind.WatchedKind.Sight;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Looks where it is time to, and fires what is due. Replicas share the looks: each is claimed by a
 * compare-and-set and numbered, and what an older one found is dropped.
 */
@ApplicationScoped
public class Watcher {
    private static final Logger LOG = Logger.getLogger(Watcher.class);
    private static final int BATCH = 100;

    private final TriggerKinds kinds;
    private final Triggers triggers;
    private final TriggerLedger ledger;
    private final Recorder recorder;
    private final Firing firing;
    private final Settings settings;
    private final List<Loop> loops = new ArrayList<>();

    Watcher(
            TriggerKinds kinds,
            Triggers triggers,
            TriggerLedger ledger,
            Recorder recorder,
            Firing firing,
            Settings settings) {
        this.kinds = kinds;
        this.triggers = triggers;
        this.ledger = ledger;
        this.recorder = recorder;
        this.firing = firing;
        this.settings = settings;
    }

    void start(@Observes StartupEvent event) {
        List<String> quick = kinds.names(watched(kind -> !kind.isSlow()));
        List<String> slow = kinds.names(watched(WatchedKind::isSlow));
        List<String> momentary = kinds.names(kind -> !kind.isLasting());
        var every = settings.triggers().every();
        // Of its own, so that a large folder makes no tick late.
        loops.add(Loop.start("trigger-folders", every, () -> lookAt(slow)));
        loops.add(
                Loop.start(
                        "trigger-watcher",
                        every,
                        () -> {
                            lookAt(quick);
                            fireDue(momentary);
                        }));
    }

    void stop(@Observes ShutdownEvent event) {
        loops.forEach(Loop::close);
    }

    /** Asks for a round now. */
    void wake() {
        loops.forEach(Loop::wake);
    }

    private static Predicate<TriggerKind> watched(Predicate<WatchedKind> which) {
        return kind -> kind instanceof WatchedKind watched && which.test(watched);
    }

    private void lookAt(List<String> names) {
        Optional<Dated> claimed = claim(names);
        while (claimed.isPresent()) {
            look(claimed.get());
            claimed = claim(names);
        }
    }

    private Optional<Dated> claim(List<String> names) {
        return triggers.claimLook(names, settings.triggers().turn());
    }

    private void look(Dated claimed) {
        TriggerRow trigger = claimed.trigger();
        WatchedKind kind = (WatchedKind) kinds.require(trigger.kind());
        var turn = new Turn(triggers, trigger, settings.triggers().turn());
        try {
            Sight sight =
                    kind.look(
                            new Look(
                                    Template.read(trigger.parameters()),
                                    Template.read(trigger.memory()),
                                    trigger.createdAt(),
                                    claimed.now(),
                                    turn));
            List<Due> due =
                    QuarkusTransaction.requiringNew().call(() -> finish(claimed, kind, sight));
            due.forEach(line -> firing.fire(line.trigger(), line.id()));
        } catch (Turn.LostException lost) {
            LOG.infof("a slow look was overtaken trigger=%s", trigger.name());
        }
    }

    /**
     * Writes what was seen, and returns the lines that are due, of a kind that must confirm them.
     */
    private List<Due> finish(Dated claimed, WatchedKind kind, Sight sight) {
        Optional<Dated> locked = triggers.lock(claimed.trigger().id());
        if (locked.isEmpty() || locked.get().trigger().look() != claimed.trigger().look()) {
            return List.of();
        }
        TriggerRow trigger = locked.get().trigger();
        Policy policy = new Policy(trigger.debounce(), trigger.cooldown(), kind.isLasting());
        for (Occurrence occurrence : sight.seen()) {
            var _ = recorder.record(trigger, policy, occurrence);
        }
        List<DecisionRow> waiting = kind.isLasting() ? ledger.waiting(trigger.id()) : List.of();
        triggers.finishLook(
                trigger.id(), sight.memory().toString(), next(sight, waiting, claimed.now()));
        return waiting.stream()
                .filter(line ->
                        sight.confirms()
                                && line.decision() == Decision.WAITING
                                && !Recorder.dueAt(line).isAfter(claimed.now()))
                .map(line -> new Due(trigger.id(), line.id()))
                .toList();
    }

    /** Sooner where something waits that a look must confirm. */
    private static Instant next(Sight sight, List<DecisionRow> waiting, Instant now) {
        @Nullable Instant due = waiting.isEmpty() ? null : Recorder.dueAt(waiting.getLast());
        return due != null && due.isAfter(now) && due.isBefore(sight.next()) ? due : sight.next();
    }

    /** Each by itself: one that fails holds up no other, and is tried again. */
    private void fireDue(List<String> names) {
        RuntimeException failure = null;
        for (Due line : ledger.due(names, BATCH)) {
            try {
                firing.fire(line.trigger(), line.id());
            } catch (RuntimeException outage) {
                failure = outage;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}
