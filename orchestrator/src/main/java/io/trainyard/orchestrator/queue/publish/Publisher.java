package io.trainyard.orchestrator.queue.publish;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.trainyard.contract.api.RunState;
import io.trainyard.orchestrator.loop.Loop;
import io.trainyard.orchestrator.queue.lease.Followers;
import io.trainyard.orchestrator.queue.lease.Transitions;
import io.trainyard.orchestrator.start.Settings;
import io.trainyard.orchestrator.store.Change;
import io.trainyard.orchestrator.store.Ledger;
import io.trainyard.orchestrator.store.Ledger.Entry;
import io.trainyard.orchestrator.store.Publications;
import io.trainyard.orchestrator.store.Publications.PoolLoad;
import io.trainyard.orchestrator.store.Runs;
import io.trainyard.orchestrator.store.Signal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Publishes as many pending runs as live workers have free slots, and a small margin, in the order
 * of {@link Contest}. What is not published can still be overtaken and cancelled.
 */
@ApplicationScoped
public class Publisher {
    private static final Duration FALLBACK = Duration.ofSeconds(1);
    private static final int BATCH = 200;

    private final Runs runs;
    private final Publications publications;
    private final Ledger ledger;
    private final Transitions transitions;
    private final Followers followers;
    private final Contest contest;
    private final Topics topics;
    private final Settings settings;
    private @Nullable Loop loop;

    Publisher(
            Runs runs,
            Publications publications,
            Ledger ledger,
            Transitions transitions,
            Followers followers,
            Contest contest,
            Topics topics,
            Settings settings) {
        this.runs = runs;
        this.publications = publications;
        this.ledger = ledger;
        this.transitions = transitions;
        this.followers = followers;
        this.contest = contest;
        this.topics = topics;
        this.settings = settings;
    }

    void start(@Observes StartupEvent event) {
        loop = Loop.start("publisher", FALLBACK, this::round);
    }

    void stop(@Observes ShutdownEvent event) {
        if (loop != null) {
            loop.close();
        }
    }

    void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) Signal.QueueMoved signal) {
        if (loop != null) {
            loop.wake();
        }
    }

    private void round() {
        while (QuarkusTransaction.requiringNew().call(this::endPauses) == BATCH) {
            // Until fewer than a batch were found.
        }
        while (followers.settle()) {
            // Until none was left that could be told.
        }
        Set<String> reachable =
                publications.livePools(silence()).stream()
                        .map(PoolLoad::pool)
                        .filter(topics::ensurePool)
                        .collect(Collectors.toSet());
        if (!reachable.isEmpty()) {
            QuarkusTransaction.requiringNew().run(() -> publish(reachable));
        }
    }

    /** Runs that have waited long enough after a failure. */
    private int endPauses() {
        var rested = runs.lockRested(BATCH);
        List<Entry> entries = new ArrayList<>();
        for (var run : rested) {
            transitions.carryOut(run, Change.plain(RunState.PENDING, null)).ifPresent(entries::add);
        }
        ledger.append(entries);
        return rested.size();
    }

    private void publish(Set<String> reachable) {
        publications.lock();
        List<Entry> entries = new ArrayList<>();
        for (PoolLoad pool : publications.livePools(silence())) {
            if (reachable.contains(pool.pool())) {
                entries.addAll(contest.hold(pool));
            }
        }
        ledger.append(entries);
    }

    private Duration silence() {
        return settings.heartbeat().multipliedBy(3);
    }
}
