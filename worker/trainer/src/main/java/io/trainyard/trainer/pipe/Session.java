package io.trainyard.trainer.pipe;

import io.trainyard.contract.message.FailureKind;
import io.trainyard.contract.message.RunEvent;
import io.trainyard.trainer.engine.OutOfMemory;
import io.trainyard.trainer.pipe.CommandReader.Order;
import io.trainyard.trainer.train.Attempt;
import io.trainyard.trainer.train.EventSink;
import io.trainyard.trainer.train.Machine;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Serves an agent: attempts one after another until the pipe closes. */
public final class Session {
    private static final Logger LOG = System.getLogger(Session.class.getName());

    private final CommandReader reader;
    private final EventSink events;
    private final Machine machine;

    /**
     * A session over a pipe.
     *
     * @param exit ends the process at once
     */
    public Session(InputStream commands, OutputStream events, Machine machine, Runnable exit) {
        this.reader = new CommandReader(commands, machine.clock(), exit);
        this.events = new EventWriter(events);
        this.machine = machine;
    }

    /** Starts to listen, so that the process ends with its agent from now on. */
    public void listen() {
        Thread.ofPlatform().name("commands").daemon().start(reader);
    }

    /** Runs attempts on the calling thread; returns only by an exception. */
    public void serve() throws InterruptedException {
        while (true) {
            Order order = reader.next();
            events.emit(outcome(new Attempt(order.start(), machine, events, order.stop())));
        }
    }

    /** A fault of ours is an outcome, too: the agent must hear of every end. */
    private static RunEvent.Terminal outcome(Attempt attempt) {
        try {
            return attempt.run();
        } catch (RuntimeException | Error fault) {
            LOG.log(Level.ERROR, "the attempt ended with a fault", fault);
            return OutOfMemory.isCauseOf(fault)
                    ? new RunEvent.Failed(
                            FailureKind.OUT_OF_MEMORY,
                            "memory ran out: use a smaller batch or input, or a machine with more (%s)"
                                    .formatted(fault.getMessage()),
                            attempt.step())
                    : new RunEvent.Failed(
                            FailureKind.INTERNAL,
                            "a fault in the trainer, whose log has the details: " + fault,
                            attempt.step());
        }
    }
}
