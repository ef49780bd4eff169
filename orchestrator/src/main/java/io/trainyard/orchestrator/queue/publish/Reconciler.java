package io.trainyard.orchestrator.queue.publish;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.trainyard.orchestrator.loop.Loop;
import io.trainyard.orchestrator.start.Settings;
import io.trainyard.orchestrator.store.Publications;
import io.trainyard.orchestrator.store.Publications.PoolLoad;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Publishes a run again that stays published while slots are free: its record may be lost, with a
 * topic or with a worker that died holding it. A second record of a claimed run does no harm.
 */
@ApplicationScoped
public class Reconciler {
    private static final Logger LOG = Logger.getLogger(Reconciler.class);
    private static final int BATCH = 100;
    private static final int CHECKS_PER_AGE = 6;

    private final Publications publications;
    private final TaskRecords tasks;
    private final Settings settings;
    private @Nullable Loop loop;

    Reconciler(Publications publications, TaskRecords tasks, Settings settings) {
        this.publications = publications;
        this.tasks = tasks;
        this.settings = settings;
    }

    void start(@Observes StartupEvent event) {
        Duration interval = settings.republishAfter().dividedBy(CHECKS_PER_AGE);
        loop = Loop.start("reconciler", interval, this::reconcile);
    }

    void stop(@Observes ShutdownEvent event) {
        if (loop != null) {
            loop.close();
        }
    }

    private void reconcile() {
        QuarkusTransaction.requiringNew()
                .run(() -> {
                    Duration silence = settings.heartbeat().multipliedBy(3);
                    for (PoolLoad pool : publications.livePools(silence)) {
                        republish(pool);
                    }
                });
    }

    private void republish(PoolLoad pool) {
        // Without a free slot a record waits its turn; a second one would only wait behind it.
        int most = Math.min(pool.freeSlots(), BATCH);
        for (var run : publications.refreshStale(pool.pool(), settings.republishAfter(), most)) {
            LOG.infof("published again runId=%s pool=%s", run.id(), run.pool());
            tasks.add(run);
        }
    }
}
