package io.trainyard.orchestrator.queue.lease;

import io.trainyard.orchestrator.queue.decide.Decisions;
import io.trainyard.orchestrator.store.Dependencies;
import io.trainyard.orchestrator.store.Dependencies.Ended;
import io.trainyard.orchestrator.store.Ledger;
import io.trainyard.orchestrator.store.Ledger.Entry;
import io.trainyard.orchestrator.store.RunSnapshot;
import io.trainyard.orchestrator.store.Runs;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Tells runs that those they follow have ended. Not in the transaction of that end: it holds locks
 * on runs already, and others must not be locked out of order.
 */
@ApplicationScoped
public class Followers {
    private static final int BATCH = 200;

    private final Runs runs;
    private final Dependencies dependencies;
    private final Ledger ledger;
    private final Transitions transitions;
    private final Decisions decisions;

    Followers(
            Runs runs,
            Dependencies dependencies,
            Ledger ledger,
            Transitions transitions,
            Decisions decisions) {
        this.runs = runs;
        this.dependencies = dependencies;
        this.ledger = ledger;
        this.transitions = transitions;
        this.decisions = decisions;
    }

    /**
     * Settles a batch; a run that waited for a success that did not come fails.
     *
     * @return whether there may be more
     */
    @Transactional
    public boolean settle() {
        List<Ended> ended = dependencies.unsettled(BATCH);
        Map<?, RunSnapshot> locked =
                runs.lockFree(ended.stream().map(Ended::run).distinct().toList()).stream()
                        .collect(Collectors.toMap(RunSnapshot::id, Function.identity()));
        List<Entry> entries = new ArrayList<>();
        int settled = 0;
        for (Ended one : ended) {
            RunSnapshot run = locked.get(one.run());
            if (run == null) {
                continue;
            }
            settled++;
            dependencies.settle(one);
            if (!one.isAsAsked()) {
                decisions
                        .orphaned(run, why(one))
                        .flatMap(change -> transitions.carryOut(run, change))
                        .ifPresent(entries::add);
            }
        }
        ledger.append(entries);
        return settled == BATCH;
    }

    private static String why(Ended ended) {
        return "Run %s, which had to succeed first (resources.after), %s; submit it again and follow that run, or ask for its end only (when: end)."
                .formatted(
                        ended.upstream(),
                        switch (ended.state()) {
                            case FAILED -> "failed";
                            case CANCELLED -> "was cancelled";
                            case SUCCEEDED, PENDING, QUEUED, LEASED, RETRY_WAIT, PAUSED ->
                                    "is " + ended.state();
                        });
    }
}
