package io.trainyard.orchestrator.trigger;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.trainyard.contract.api.Decision;
import io.trainyard.orchestrator.refusal.Refusal;
import io.trainyard.orchestrator.refusal.RefusedException;
import io.trainyard.orchestrator.store.DecisionRow;
import io.trainyard.orchestrator.store.TriggerLedger;
import io.trainyard.orchestrator.store.TriggerRow;
import io.trainyard.orchestrator.store.Triggers;
import io.trainyard.orchestrator.store.Triggers.Dated;
import io.trainyard.orchestrator.trigger.kind.DeliveredKind;
import io.trainyard.orchestrator.trigger.kind.DeliveredKind.Delivery;
import io.trainyard.orchestrator.trigger.kind.DeliveredKind.Judgement;
import io.trainyard.orchestrator.trigger.kind.Occurrence;
import io.trainyard.orchestrator.trigger.kind.TriggerKinds;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Takes what is delivered from outside, from whoever can prove to know the trigger's secret. */
@ApplicationScoped
public class Deliveries {
    private static final String SENTENCE =
            "No trigger takes this delivery: check the name, webhook-id, webhook-timestamp (within the tolerance) and"
                    + " webhook-signature.";

    private final TriggerKinds kinds;
    private final Triggers triggers;
    private final TriggerLedger ledger;
    private final Recorder recorder;
    private final Firing firing;

    Deliveries(
            TriggerKinds kinds,
            Triggers triggers,
            TriggerLedger ledger,
            Recorder recorder,
            Firing firing) {
        this.kinds = kinds;
        this.triggers = triggers;
        this.ledger = ledger;
        this.recorder = recorder;
        this.firing = firing;
    }

    /**
     * Takes a delivery, and fires at once where there is no debounce.
     *
     * @return the ledger's line
     * @throws RefusedException DELIVERY_REFUSED in the same words for an unknown trigger and a
     *     wrong signature; REPLAYED where this delivery came before
     */
    public long take(String name, Delivery delivery) {
        Instant now = triggers.now();
        Optional<TriggerRow> trigger = triggers.named(name);
        Optional<DeliveredKind> kind =
                trigger.map(TriggerRow::kind).flatMap(kinds::find).flatMap(Deliveries::delivered);
        if (trigger.isEmpty() || trigger.get().secret() == null || kind.isEmpty()) {
            // As much work as for a known one, so that time tells nothing either.
            delivered()
                    .forEach(any -> {
                        var _ = any.judge(delivery, any.newSecret(), now);
                    });
            throw Refusal.DELIVERY_REFUSED.because(SENTENCE);
        }
        return switch (kind.get().judge(delivery, trigger.get().secret(), now)) {
            case Judgement.Genuine genuine -> accept(trigger.get(), genuine.occurrence());
            case Judgement.Forged forged -> throw refused(trigger.get(), forged, now);
        };
    }

    private List<DeliveredKind> delivered() {
        return kinds.all().stream().flatMap(kind -> delivered(kind).stream()).toList();
    }

    private static Optional<DeliveredKind> delivered(
            io.trainyard.orchestrator.trigger.kind.TriggerKind kind) {
        return kind instanceof DeliveredKind delivered ? Optional.of(delivered) : Optional.empty();
    }

    /** One line a trigger, fault and minute: strangers cannot fill the ledger. */
    private RefusedException refused(TriggerRow trigger, Judgement.Forged forged, Instant now) {
        Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
        ledger.refuse(
                trigger.id(),
                trigger.name(),
                "refused:%s:%s".formatted(forged.fault(), minute),
                forged.reason());
        return Refusal.DELIVERY_REFUSED.because(SENTENCE);
    }

    private long accept(TriggerRow named, Occurrence occurrence) {
        OptionalLong line =
                QuarkusTransaction.requiringNew()
                        .call(() -> {
                            Dated locked =
                                    triggers.lock(named.id())
                                            .orElseThrow(() ->
                                                    Refusal.DELIVERY_REFUSED.because(SENTENCE));
                            return record(locked, occurrence);
                        });
        if (line.isEmpty()) {
            ledger.countAgain(named.id(), occurrence.id());
            throw Refusal.REPLAYED.because(
                    "The delivery '%s' was taken before; it changes nothing.", occurrence.id());
        }
        ledger.line(line.getAsLong())
                .filter(taken -> taken.decision() == Decision.WAITING)
                .filter(taken -> !Recorder.dueAt(taken).isAfter(triggers.now()))
                .map(DecisionRow::id)
                .ifPresent(due -> firing.fire(named.id(), due));
        return line.getAsLong();
    }

    private OptionalLong record(Dated locked, Occurrence occurrence) {
        TriggerRow trigger = locked.trigger();
        Policy policy = new Policy(trigger.debounce(), trigger.cooldown(), false);
        // Dated again under the lock, so that times rise with the ledger's lines.
        return recorder.record(
                trigger,
                policy,
                Occurrence.change(occurrence.id(), occurrence.detail(), locked.now()));
    }
}
