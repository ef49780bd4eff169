package io.trainyard.orchestrator.events;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.trainyard.orchestrator.loop.Loop;
import io.trainyard.orchestrator.start.Settings;
import io.trainyard.orchestrator.store.MetricPacking;
import io.trainyard.orchestrator.store.Runs;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Packs the series of runs that have ended, and deletes them where a rule says so. */
@ApplicationScoped
public class MetricRetention {
    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final int BATCH = 50;

    private final MetricPacking packing;
    private final Runs runs;
    private final Settings.Metrics rules;
    private @Nullable Loop loop;

    MetricRetention(MetricPacking packing, Runs runs, Settings settings) {
        this.packing = packing;
        this.runs = runs;
        this.rules = settings.metrics();
    }

    void start(@Observes StartupEvent event) {
        loop = Loop.start("metric-retention", EVERY, () -> apply(rules.packAfter()));
    }

    void stop(@Observes ShutdownEvent event) {
        if (loop != null) {
            loop.close();
        }
    }

    /** One round over the runs that ended so long ago; a short transaction each. */
    public void apply(Duration packAfter) {
        List<UUID> found;
        do {
            found = QuarkusTransaction.requiringNew().call(() -> packing.toPack(packAfter, BATCH));
            found.forEach(run -> locked(run, packing::pack));
        } while (found.size() == BATCH);
        rules.deleteAfter().ifPresent(this::forget);
    }

    /** Deletes the series of runs that ended so long ago and that no tag keeps. */
    public void forget(Duration age) {
        List<UUID> found;
        do {
            found =
                    QuarkusTransaction.requiringNew()
                            .call(() -> packing.toForget(age, rules.keptTags(), BATCH));
            found.forEach(run -> locked(run, packing::forget));
        } while (found.size() == BATCH);
    }

    private void locked(UUID run, Consumer<UUID> change) {
        QuarkusTransaction.requiringNew()
                .run(() -> {
                    if (runs.lock(run).isPresent()) {
                        change.accept(run);
                    }
                });
    }
}
