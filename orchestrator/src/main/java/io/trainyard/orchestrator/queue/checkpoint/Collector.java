package io.trainyard.orchestrator.queue.checkpoint;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.trainyard.orchestrator.loop.Loop;
import io.trainyard.orchestrator.start.Settings;
import io.trainyard.orchestrator.store.Checkpoints;
import io.trainyard.orchestrator.store.Chunks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Deletes abandoned uploads, and chunks that no checkpoint names, once they are old. */
@ApplicationScoped
public class Collector {
    private static final Duration LONGEST_INTERVAL = Duration.ofMinutes(10);
    private static final int BATCH = 100;

    private final Checkpoints checkpoints;
    private final Chunks chunks;
    private final Settings settings;
    private @Nullable Loop loop;

    Collector(Checkpoints checkpoints, Chunks chunks, Settings settings) {
        this.checkpoints = checkpoints;
        this.chunks = chunks;
        this.settings = settings;
    }

    void start(@Observes StartupEvent event) {
        loop = Loop.start("chunk-collector", LONGEST_INTERVAL, this::collect);
    }

    void stop(@Observes ShutdownEvent event) {
        if (loop != null) {
            loop.close();
        }
    }

    /** One round; many short transactions, so that nobody waits for it. */
    public void collect() {
        QuarkusTransaction.requiringNew()
                .run(() -> checkpoints.collectAbandoned(settings.chunkAge()));
        while (QuarkusTransaction.requiringNew()
                        .call(() -> chunks.collect(settings.chunkAge(), BATCH))
                == BATCH) {
            // Until fewer than a batch were found.
        }
    }
}
