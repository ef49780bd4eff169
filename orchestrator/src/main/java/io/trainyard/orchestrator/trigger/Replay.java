package io.trainyard.orchestrator.trigger;

import io.trainyard.contract.api.Decision;
import io.trainyard.contract.api.DryRunView.Step;
import io.trainyard.orchestrator.store.DecisionRow;
import io.trainyard.orchestrator.trigger.Policy.State;
import io.trainyard.orchestrator.trigger.Policy.Verdict;
import io.trainyard.orchestrator.trigger.Policy.Waiting;
import io.trainyard.orchestrator.trigger.kind.Occurrence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recorded history decided again. What was seen and when is taken from the ledger, and so is what
 * only the moment could tell: when a firing came about, and that its template was refused.
 */
final class Replay {
    private final Policy policy;
    private final List<Step> steps = new ArrayList<>();

    /** What waits, oldest first: more than one where something newer came before a due firing. */
    private final List<Pending> pending = new ArrayList<>();

    private @Nullable Instant lastFired;
    private int lastFiredStep = -1;

    private record Pending(int step, DecisionRow line, Instant dueAt) {
        Waiting waiting() {
            return new Waiting(line.occurrence(), line.seenAt(), dueAt);
        }

        /** When its end was tried in truth, if it was. */
        @Nullable Instant tried() {
            return switch (line.decision()) {
                case FIRED, REFUSED -> line.decidedAt();
                case WAITING, COALESCED, SUPPRESSED -> null;
            };
        }
    }

    private Replay(Policy policy, State before) {
        this.policy = policy;
        this.lastFired = before.lastFired();
    }

    /**
     * Decides a history.
     *
     * @param before what came before its first line
     * @param history oldest first
     * @param now until when what waits would have fired
     */
    static List<Step> of(Policy policy, State before, List<DecisionRow> history, Instant now) {
        var replay = new Replay(policy, before);
        for (DecisionRow line : history) {
            replay.settle(line.seenAt());
            replay.see(line);
        }
        replay.settle(now);
        return List.copyOf(replay.steps);
    }

    private void see(DecisionRow line) {
        Waiting waiting = pending.isEmpty() ? null : pending.getLast().waiting();
        Verdict verdict =
                policy.seen(
                        new State(waiting, lastFired),
                        new Occurrence(
                                line.occurrence(),
                                line.nature(),
                                line.detail(),
                                line.seenAt(),
                                line.count()));
        if (verdict.displaced() != null) {
            decide(pending.removeLast(), Decision.COALESCED, verdict.displaced());
        }
        steps.add(step(line, verdict.decision(), verdict.reason()));
        Instant due = verdict.dueAt();
        if (due != null) {
            pending.add(new Pending(steps.size() - 1, line, due));
        }
    }

    /** Lets come to its end what did so before a moment. */
    private void settle(Instant moment) {
        for (Pending waiting : List.copyOf(pending)) {
            Instant tried = waiting.tried();
            if (tried != null ? !tried.isAfter(moment) : wouldFire(waiting, moment)) {
                pending.remove(waiting);
                end(waiting, tried == null ? waiting.dueAt() : tried);
            }
        }
    }

    /** Of what another policy displaced or suppressed; what still waits does so here, too. */
    private boolean wouldFire(Pending waiting, Instant moment) {
        return waiting.line().decision() != Decision.WAITING
                && !policy.lasting()
                && !waiting.dueAt().isAfter(moment);
    }

    private void end(Pending waiting, Instant moment) {
        DecisionRow line = waiting.line();
        if (line.decision() == Decision.REFUSED) {
            decide(waiting, Decision.REFUSED, line.reason());
            return;
        }
        decide(
                waiting,
                Decision.FIRED,
                policy.fires(line.detail(), line.seenAt(), waiting.dueAt(), moment));
        if (waiting.step() > lastFiredStep) {
            lastFiredStep = waiting.step();
            lastFired = Occurrence.counted(waiting.dueAt(), moment);
        }
    }

    private void decide(Pending waiting, Decision decision, String reason) {
        steps.set(waiting.step(), step(waiting.line(), decision, reason));
    }

    private static Step step(DecisionRow line, Decision decision, String reason) {
        return new Step(line.occurrence(), line.seenAt(), decision, reason, line.decision());
    }
}
