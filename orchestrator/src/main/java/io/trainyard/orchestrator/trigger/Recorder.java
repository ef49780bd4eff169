package io.trainyard.orchestrator.trigger;

import io.trainyard.contract.api.Decision;
import io.trainyard.orchestrator.store.DecisionRow;
import io.trainyard.orchestrator.store.Nature;
import io.trainyard.orchestrator.store.TriggerLedger;
import io.trainyard.orchestrator.store.TriggerLedger.NewLine;
import io.trainyard.orchestrator.store.TriggerRow;
import io.trainyard.orchestrator.trigger.Policy.State;
import io.trainyard.orchestrator.trigger.Policy.Verdict;
import io.trainyard.orchestrator.trigger.Policy.Waiting;
import io.trainyard.orchestrator.trigger.kind.Occurrence;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/** Writes what was seen, with what the policy says of it. Call it under the trigger's lock. */
@ApplicationScoped
class Recorder {
    private final TriggerLedger ledger;

    Recorder(TriggerLedger ledger) {
        this.ledger = ledger;
    }

    /**
     * Writes one line.
     *
     * @return its id, or empty where the trigger has seen this occurrence before
     */
    OptionalLong record(TriggerRow trigger, Policy policy, Occurrence seen) {
        Occurrence occurrence = policy.lasting() ? visit(trigger, seen) : seen;
        List<DecisionRow> waiting = ledger.waiting(trigger.id());
        State state = state(trigger, waiting);
        Verdict verdict = policy.seen(state, occurrence);
        OptionalLong line =
                ledger.insert(
                        new NewLine(
                                trigger.id(),
                                trigger.name(),
                                occurrence.id(),
                                occurrence.nature(),
                                occurrence.detail(),
                                occurrence.at(),
                                verdict.dueAt(),
                                verdict.decision(),
                                verdict.reason(),
                                occurrence.count()));
        if (line.isPresent() && verdict.displaced() != null) {
            var _ =
                    ledger.decide(
                            waiting.getLast().id(), Decision.COALESCED, verdict.displaced(), null);
        }
        return line;
    }

    private State state(TriggerRow trigger, List<DecisionRow> waiting) {
        Instant lastFired =
                ledger.lastFired(trigger.id(), Long.MAX_VALUE).map(Recorder::firedAt).orElse(null);
        if (waiting.isEmpty()) {
            return new State(null, lastFired);
        }
        DecisionRow last = waiting.getLast();
        return new State(new Waiting(last.occurrence(), last.seenAt(), dueAt(last)), lastFired);
    }

    /** The moment that a firing counts from. */
    static Instant firedAt(DecisionRow fired) {
        return Occurrence.counted(dueAt(fired), Objects.requireNonNull(fired.decidedAt()));
    }

    static Instant dueAt(DecisionRow line) {
        return Objects.requireNonNull(line.dueAt());
    }

    /**
     * A lasting state can come back. Each return is a change of its own, and gets a number; that to
     * the state last acted upon is none.
     */
    private Occurrence visit(TriggerRow trigger, Occurrence seen) {
        if (seen.nature() != Nature.CHANGE) {
            return seen;
        }
        long visits = ledger.visits(trigger.id(), seen.id());
        String id = visits == 0 ? seen.id() : "%s#%d".formatted(seen.id(), visits + 1);
        Optional<DecisionRow> acted = ledger.lastActedUpon(trigger.id());
        boolean returned =
                acted.isPresent() && acted.get().occurrence().split("#", 2)[0].equals(seen.id());
        return seen.as(returned ? Nature.RETURNED : Nature.CHANGE, id);
    }
}
