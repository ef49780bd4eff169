package io.trainyard.orchestrator.queue.lease;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.trainyard.contract.message.ControlMessage;
import io.trainyard.contract.message.Protocol;
import io.trainyard.orchestrator.loop.Loop;
import io.trainyard.orchestrator.queue.decide.Decisions;
import io.trainyard.orchestrator.start.Settings;
import io.trainyard.orchestrator.store.Ledger;
import io.trainyard.orchestrator.store.Ledger.Entry;
import io.trainyard.orchestrator.store.Outbox;
import io.trainyard.orchestrator.store.RunSnapshot;
import io.trainyard.orchestrator.store.Runs;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Ends the leases that ran out on the contact clock, so that another worker takes the run over. */
@ApplicationScoped
public class Reaper {
    private static final Logger LOG = Logger.getLogger(Reaper.class);
    private static final int BATCH = 100;

    private final Runs runs;
    private final Ledger ledger;
    private final Outbox outbox;
    private final Transitions transitions;
    private final Decisions decisions;
    private final Settings settings;
    private @Nullable Loop loop;

    Reaper(
            Runs runs,
            Ledger ledger,
            Outbox outbox,
            Transitions transitions,
            Decisions decisions,
            Settings settings) {
        this.runs = runs;
        this.ledger = ledger;
        this.outbox = outbox;
        this.transitions = transitions;
        this.decisions = decisions;
        this.settings = settings;
    }

    void start(@Observes StartupEvent event) {
        loop = Loop.start("reaper", settings.reapEvery(), this::reap);
    }

    void stop(@Observes ShutdownEvent event) {
        if (loop != null) {
            loop.close();
        }
    }

    private void reap() {
        while (QuarkusTransaction.requiringNew().call(this::reapBatch) == BATCH) {
            // Until fewer than a batch were found.
        }
    }

    private int reapBatch() {
        List<RunSnapshot> expired = runs.lockExpired(BATCH);
        List<Entry> entries = new ArrayList<>();
        for (RunSnapshot run : expired) {
            transitions.carryOut(run, decisions.lost(run)).ifPresent(entries::add);
            outbox.add(
                    Protocol.CONTROL,
                    run.id().toString(),
                    new ControlMessage.Fenced(Protocol.VERSION, run.id(), run.attempt()));
            LOG.infof("lease ended runId=%s attempt=%d", run.id(), run.attempt());
        }
        ledger.append(entries);
        return expired.size();
    }
}
