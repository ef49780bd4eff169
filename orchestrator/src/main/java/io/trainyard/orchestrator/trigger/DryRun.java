package io.trainyard.orchestrator.trigger;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.trainyard.contract.api.DryRunView;
import io.trainyard.contract.api.DryRunView.Step;
import io.trainyard.contract.spec.SpecException;
import io.trainyard.orchestrator.refusal.Refusal;
import io.trainyard.orchestrator.refusal.RefusedException;
import io.trainyard.orchestrator.store.DecisionRow;
import io.trainyard.orchestrator.store.TriggerLedger;
import io.trainyard.orchestrator.store.TriggerRow;
import io.trainyard.orchestrator.store.Triggers;
import io.trainyard.orchestrator.trigger.Policy.State;
import io.trainyard.orchestrator.trigger.Policy.Verdict;
import io.trainyard.orchestrator.trigger.kind.Occurrence;
import io.trainyard.orchestrator.trigger.kind.TriggerKind;
import io.trainyard.orchestrator.trigger.kind.TriggerKinds;
import io.trainyard.orchestrator.trigger.kind.WatchedKind;
import io.trainyard.orchestrator.trigger.kind.WatchedKind.Look;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** What triggers decide, by the code that decides, with nothing stored and nothing started. */
@ApplicationScoped
public class DryRun {
    private static final int LONGEST_HISTORY = 1_000;
    private static final int UPCOMING = 5;

    private final DefinitionReader reader;
    private final TriggerKinds kinds;
    private final Triggers triggers;
    private final TriggerLedger ledger;

    DryRun(DefinitionReader reader, TriggerKinds kinds, Triggers triggers, TriggerLedger ledger) {
        this.reader = reader;
        this.kinds = kinds;
        this.triggers = triggers;
        this.ledger = ledger;
    }

    /**
     * Decides a trigger's recorded history again, its newest 1,000 lines.
     *
     * @throws RefusedException NOT_FOUND
     */
    public DryRunView again(String name) {
        TriggerRow trigger =
                triggers.named(name)
                        .orElseThrow(
                                () -> Refusal.NOT_FOUND.because("There is no trigger '%s'.", name));
        TriggerKind kind = kinds.require(trigger.kind());
        Policy policy = new Policy(trigger.debounce(), trigger.cooldown(), kind.isLasting());
        Instant now = triggers.now();
        List<DecisionRow> history = ledger.history(trigger.id(), LONGEST_HISTORY);
        List<Step> steps = Replay.of(policy, before(trigger, history), history, now);
        return new DryRunView(
                name,
                steps,
                steps.stream().allMatch(step -> step.decision() == step.recorded()),
                kind.upcoming(Template.read(trigger.parameters()), now, UPCOMING));
    }

    private State before(TriggerRow trigger, List<DecisionRow> history) {
        return history.isEmpty()
                ? State.NEW
                : ledger.lastFired(trigger.id(), history.getFirst().id())
                        .map(fired -> State.NEW.firedAt(Recorder.firedAt(fired)))
                        .orElse(State.NEW);
    }

    /**
     * Looks once, as a trigger of that definition would.
     *
     * @param body YAML or JSON, UTF-8
     * @throws SpecException with every problem of the definition
     */
    public DryRunView of(byte[] body) {
        Instant now = triggers.now();
        Definition definition = reader.read(body, now);
        List<Step> steps =
                definition.kind() instanceof WatchedKind watched
                        ? steps(definition, watched, now)
                        : List.of();
        return new DryRunView(
                definition.name(),
                steps,
                true,
                definition.kind().upcoming(definition.parameters(), now, UPCOMING));
    }

    private static List<Step> steps(Definition definition, WatchedKind kind, Instant now) {
        var nothing = JsonNodeFactory.instance.objectNode();
        return kind
                .look(new Look(definition.parameters(), nothing, now, now, () -> {}))
                .seen()
                .stream()
                .map(seen -> step(definition.policy(), seen))
                .toList();
    }

    private static Step step(Policy policy, Occurrence seen) {
        Verdict verdict = policy.seen(State.NEW, seen);
        return new Step(seen.id(), seen.at(), verdict.decision(), verdict.reason(), null);
    }
}
