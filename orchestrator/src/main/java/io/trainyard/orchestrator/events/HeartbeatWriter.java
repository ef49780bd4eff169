package io.trainyard.orchestrator.events;

import io.trainyard.contract.api.AttemptState;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.message.ControlMessage;
import io.trainyard.contract.message.Protocol;
import io.trainyard.contract.message.WorkerMessage;
import io.trainyard.orchestrator.start.BuiltCatalogue;
import io.trainyard.orchestrator.start.Settings;
import io.trainyard.orchestrator.store.Attempts;
import io.trainyard.orchestrator.store.Contact;
import io.trainyard.orchestrator.store.Outbox;
import io.trainyard.orchestrator.store.Runs;
import io.trainyard.orchestrator.store.Signal;
import io.trainyard.orchestrator.store.Workers;
import io.trainyard.orchestrator.store.Workers.Claimed;
import io.trainyard.orchestrator.store.Workers.Extended;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Applies heartbeats: who lives, which leases go on, and who works on what is no longer theirs. */
@ApplicationScoped
class HeartbeatWriter {
    /** Marks counted for a gap: the next one's delay at most, so an outage counts as nothing. */
    private static final int MARKS_OF_A_GAP = 2;

    private final Workers workers;
    private final Runs runs;
    private final Attempts attempts;
    private final Contact contact;
    private final Outbox outbox;
    private final BuiltCatalogue catalogue;
    private final Settings settings;
    private final Event<Signal.QueueMoved> moved;

    HeartbeatWriter(
            Workers workers,
            Runs runs,
            Attempts attempts,
            Contact contact,
            Outbox outbox,
            BuiltCatalogue catalogue,
            Settings settings,
            Event<Signal.QueueMoved> moved) {
        this.workers = workers;
        this.runs = runs;
        this.attempts = attempts;
        this.contact = contact;
        this.outbox = outbox;
        this.catalogue = catalogue;
        this.settings = settings;
        this.moved = moved;
    }

    /** Writes a batch in its order; an empty message is a mark of the contact clock. */
    @Transactional
    void write(List<Optional<WorkerMessage>> messages) {
        Map<Attempts.Key, Claimed> claims = new LinkedHashMap<>();
        boolean marked = false;
        boolean heard = false;
        for (Optional<WorkerMessage> message : messages) {
            heard |= message.isPresent();
            marked |= message.isEmpty();
            message.ifPresent(present -> write(present, claims));
        }
        if (!claims.isEmpty()) {
            extend(claims);
        }
        if (marked) {
            contact.mark(settings.contactEvery().multipliedBy(MARKS_OF_A_GAP));
        }
        if (heard) {
            moved.fire(new Signal.QueueMoved());
        }
    }

    private void write(WorkerMessage message, Map<Attempts.Key, Claimed> claims) {
        switch (message) {
            case WorkerMessage.Announce announce -> {
                workers.announced(announce);
                workers.addComponents(unknownOf(announce));
            }
            case WorkerMessage.Beat beat -> {
                workers.heard(beat);
                for (WorkerMessage.Running running : beat.running()) {
                    claims.put(
                            new Attempts.Key(running.run(), running.attempt()),
                            new Claimed(beat.worker(), running));
                }
            }
            case WorkerMessage.Goodbye goodbye -> workers.gone(goodbye.worker());
        }
    }

    private List<ComponentDescriptor> unknownOf(WorkerMessage.Announce announce) {
        return announce.catalogue().components().stream()
                .filter(found -> catalogue.components().find(found.type(), found.name()).isEmpty())
                .toList();
    }

    private void extend(Map<Attempts.Key, Claimed> claims) {
        // Rows are locked in one order everywhere, so that nobody waits in a circle.
        var _ = runs.lock(claims.keySet().stream().map(Attempts.Key::run).distinct().toList());
        for (Extended lease : workers.extend(List.copyOf(claims.values()), settings.lease())) {
            claims.remove(new Attempts.Key(lease.run(), lease.attempt()));
            if (lease.cancelRequested()) {
                // The order to stop may have been missed: it is given with every beat.
                tell(new ControlMessage.Cancel(Protocol.VERSION, lease.run(), lease.attempt()));
            } else if (lease.interrupted()) {
                tell(ControlMessage.Cancel.suspending(lease.run(), lease.attempt()));
            }
        }
        Map<Attempts.Key, AttemptState> states = attempts.states(claims.keySet());
        for (Attempts.Key stale : claims.keySet()) {
            if (!endedByItself(states.get(stale))) {
                tell(new ControlMessage.Fenced(Protocol.VERSION, stale.run(), stale.attempt()));
            }
        }
    }

    /** A beat sent before an attempt's last word may arrive after it, and means nothing. */
    private static boolean endedByItself(@Nullable AttemptState state) {
        return switch (state) {
            case SUCCEEDED, FAILED, CANCELLED, RELEASED, PREEMPTED -> true;
            case CLAIMED, RUNNING, LOST -> false;
            case null -> false;
        };
    }

    private void tell(ControlMessage message) {
        outbox.add(Protocol.CONTROL, message.run().toString(), message);
    }
}
