package io.trainyard.orchestrator.queue.lease;

import io.trainyard.contract.api.ClaimRequest;
import io.trainyard.contract.api.RunState;
import io.trainyard.contract.message.ControlMessage;
import io.trainyard.contract.message.Protocol;
import io.trainyard.orchestrator.queue.decide.Decisions;
import io.trainyard.orchestrator.refusal.Refusal;
import io.trainyard.orchestrator.refusal.RefusedException;
import io.trainyard.orchestrator.start.Settings;
import io.trainyard.orchestrator.store.Attempts;
import io.trainyard.orchestrator.store.Change;
import io.trainyard.orchestrator.store.Ledger;
import io.trainyard.orchestrator.store.Ledger.Entry;
import io.trainyard.orchestrator.store.Outbox;
import io.trainyard.orchestrator.store.RunSnapshot;
import io.trainyard.orchestrator.store.Runs;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;

/** Taking a run, giving it back, and calling it off. */
@ApplicationScoped
public class Leases {
    private final Runs runs;
    private final Attempts attempts;
    private final Ledger ledger;
    private final Outbox outbox;
    private final Transitions transitions;
    private final Decisions decisions;
    private final Settings settings;

    Leases(
            Runs runs,
            Attempts attempts,
            Ledger ledger,
            Outbox outbox,
            Transitions transitions,
            Decisions decisions,
            Settings settings) {
        this.runs = runs;
        this.attempts = attempts;
        this.ledger = ledger;
        this.outbox = outbox;
        this.transitions = transitions;
        this.decisions = decisions;
        this.settings = settings;
    }

    /**
     * Leases a queued run to a worker. A request repeated with its nonce gets the same attempt.
     *
     * @return the attempt's number
     * @throws RefusedException NOT_CLAIMABLE where it is not queued, NOT_FOUND where there is none
     */
    @Transactional
    public int claim(UUID id, ClaimRequest request) {
        OptionalInt fresh = runs.claim(id, request.worker(), request.nonce(), settings.lease());
        if (fresh.isEmpty()) {
            return earlierClaim(id, request);
        }
        int attempt = fresh.getAsInt();
        attempts.claimed(new Attempts.Key(id, attempt), request.worker());
        ledger.append(List.of(Entry.stateChanged(id, attempt, RunState.LEASED)));
        return attempt;
    }

    private int earlierClaim(UUID id, ClaimRequest request) {
        RunSnapshot run = locked(id);
        if (run.state() == RunState.LEASED && request.nonce().equals(run.claimNonce())) {
            return run.attempt();
        }
        throw Refusal.NOT_CLAIMABLE.because(
                "Run %s is %s; only a queued one can be claimed.", id, run.state());
    }

    /**
     * Takes a run back from a worker that cannot run it now.
     *
     * @throws RefusedException FENCED where the attempt does not hold the lease
     */
    @Transactional
    public void release(UUID id, int attempt) {
        RunSnapshot run = locked(id);
        if (!run.isLeasedBy(attempt)) {
            throw fenced(run, attempt);
        }
        write(run, decisions.released(run));
    }

    /**
     * Cancels a run that waits, or asks the worker that has it to stop; asking again is harmless.
     *
     * @throws RefusedException ALREADY_ENDED
     */
    @Transactional
    public void cancel(UUID id) {
        RunSnapshot run = locked(id);
        if (run.state().isTerminal()) {
            throw Refusal.ALREADY_ENDED.because("Run %s has ended: %s.", id, run.state());
        }
        decisions.cancelled(run).ifPresentOrElse(change -> write(run, change), () -> ask(run));
    }

    private void ask(RunSnapshot run) {
        runs.requestCancel(run.id());
        outbox.add(
                Protocol.CONTROL,
                run.id().toString(),
                new ControlMessage.Cancel(Protocol.VERSION, run.id(), run.attempt()));
    }

    private void write(RunSnapshot run, Change change) {
        ledger.append(transitions.carryOut(run, change).stream().toList());
    }

    private RunSnapshot locked(UUID id) {
        return runs.lock(id)
                .orElseThrow(() -> Refusal.NOT_FOUND.because("There is no run %s.", id));
    }

    /** The answer to an attempt that has lost its run. */
    public static RefusedException fenced(RunSnapshot run, int attempt) {
        return Refusal.FENCED.because(
                "Attempt %d does not hold run %s, which is %s with attempt %d.",
                attempt, run.id(), run.state(), run.attempt());
    }
}
