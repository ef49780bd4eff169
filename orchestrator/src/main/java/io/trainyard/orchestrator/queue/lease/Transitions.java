package io.trainyard.orchestrator.queue.lease;

import io.trainyard.contract.api.RunState;
import io.trainyard.orchestrator.queue.decide.Moves;
import io.trainyard.orchestrator.store.Attempts;
import io.trainyard.orchestrator.store.Change;
import io.trainyard.orchestrator.store.Ledger.Entry;
import io.trainyard.orchestrator.store.RunSnapshot;
import io.trainyard.orchestrator.store.Runs;
import io.trainyard.orchestrator.store.Signal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.Optional;

/** Carries decided changes out: the run's row and its attempt's, in the caller's transaction. */
@ApplicationScoped
public class Transitions {
    private final Runs runs;
    private final Attempts attempts;
    private final Event<Signal.QueueMoved> moved;

    Transitions(Runs runs, Attempts attempts, Event<Signal.QueueMoved> moved) {
        this.runs = runs;
        this.attempts = attempts;
        this.moved = moved;
    }

    /**
     * Carries out a change of a run whose row is locked.
     *
     * @return the line for the ledger, which the caller writes last; empty where the run was no
     *     longer as the snapshot says
     */
    public Optional<Entry> carryOut(RunSnapshot run, Change change) {
        RunState to = change.to();
        if (!Moves.from(run.state()).contains(to)) {
            throw new IllegalStateException(
                    "a run cannot move from %s to %s".formatted(run.state(), to));
        }
        if (!runs.change(run, change)) {
            return Optional.empty();
        }
        if (change.attempt() != null) {
            attempts.ended(run.currentAttempt(), change.attempt(), change.failure());
        }
        moved.fire(new Signal.QueueMoved());
        return Optional.of(Entry.stateChanged(run.id(), run.attempt(), to));
    }
}
