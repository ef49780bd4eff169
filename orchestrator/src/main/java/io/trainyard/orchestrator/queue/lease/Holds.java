package io.trainyard.orchestrator.queue.lease;

import io.trainyard.contract.api.RunState;
import io.trainyard.contract.message.ControlMessage;
import io.trainyard.contract.message.Protocol;
import io.trainyard.orchestrator.queue.decide.Decisions;
import io.trainyard.orchestrator.refusal.Refusal;
import io.trainyard.orchestrator.refusal.RefusedException;
import io.trainyard.orchestrator.store.Change;
import io.trainyard.orchestrator.store.Ledger;
import io.trainyard.orchestrator.store.Outbox;
import io.trainyard.orchestrator.store.RunSnapshot;
import io.trainyard.orchestrator.store.RunSnapshot.Interruption;
import io.trainyard.orchestrator.store.Runs;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;

/** Holding a run back, and letting it go on. */
@ApplicationScoped
public class Holds {
    private final Runs runs;
    private final Ledger ledger;
    private final Outbox outbox;
    private final Transitions transitions;
    private final Decisions decisions;

    Holds(Runs runs, Ledger ledger, Outbox outbox, Transitions transitions, Decisions decisions) {
        this.runs = runs;
        this.ledger = ledger;
        this.outbox = outbox;
        this.transitions = transitions;
        this.decisions = decisions;
    }

    /**
     * Pauses a run that waits, or asks the worker that has it to stop; asking again is harmless.
     *
     * @throws RefusedException ALREADY_ENDED, NOT_FOUND
     */
    @Transactional
    public void pause(UUID id) {
        RunSnapshot run = unended(id);
        decisions
                .paused(run)
                .ifPresentOrElse(
                        change -> write(run, change), () -> interrupt(run, Interruption.PAUSE));
    }

    /**
     * Lets a paused run wait for a slot again. One that has been asked to pause and has not stopped
     * yet goes on after all.
     *
     * @throws RefusedException NOT_PAUSED, ALREADY_ENDED, NOT_FOUND
     */
    @Transactional
    public void resume(UUID id) {
        RunSnapshot run = unended(id);
        if (run.state() == RunState.PAUSED) {
            write(run, Change.plain(RunState.PENDING, null));
        } else if (run.interruption() == Interruption.PAUSE) {
            runs.interrupt(id, null);
        } else {
            throw Refusal.NOT_PAUSED.because("Run %s is %s, not PAUSED.", id, run.state());
        }
    }

    /** Asks the worker that has a locked run to stop it; a run that is to end is let be. */
    public void interrupt(RunSnapshot run, Interruption interruption) {
        if (run.state() != RunState.LEASED || run.cancelRequested()) {
            return;
        }
        runs.interrupt(run.id(), interruption);
        outbox.add(
                Protocol.CONTROL,
                run.id().toString(),
                ControlMessage.Cancel.suspending(run.id(), run.attempt()));
    }

    private RunSnapshot unended(UUID id) {
        RunSnapshot run =
                runs.lock(id)
                        .orElseThrow(() -> Refusal.NOT_FOUND.because("There is no run %s.", id));
        if (run.state().isTerminal()) {
            throw Refusal.ALREADY_ENDED.because("Run %s has ended: %s.", id, run.state());
        }
        return run;
    }

    private void write(RunSnapshot run, Change change) {
        ledger.append(transitions.carryOut(run, change).stream().toList());
    }
}
