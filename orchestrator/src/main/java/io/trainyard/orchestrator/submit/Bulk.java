package io.trainyard.orchestrator.submit;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.trainyard.contract.api.BulkAnswer.Item;
import io.trainyard.contract.api.BulkRequest.Action;
import io.trainyard.contract.api.RunState;
import io.trainyard.contract.spec.SpecException;
import io.trainyard.orchestrator.queue.lease.Holds;
import io.trainyard.orchestrator.queue.lease.Leases;
import io.trainyard.orchestrator.refusal.Refusal;
import io.trainyard.orchestrator.refusal.RefusedException;
import io.trainyard.orchestrator.store.RunSnapshot;
import io.trainyard.orchestrator.store.Runs;
import io.trainyard.orchestrator.store.Tagged;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One action for many runs. Each is a transaction of its own and gets an answer of its own. */
@ApplicationScoped
public class Bulk {
    /** Runs of one request. */
    public static final int MOST = 1_000;

    private final Leases leases;
    private final Holds holds;
    private final Copies copies;
    private final Runs runs;
    private final Tagged tagged;

    Bulk(Leases leases, Holds holds, Copies copies, Runs runs, Tagged tagged) {
        this.leases = leases;
        this.holds = holds;
        this.copies = copies;
        this.runs = runs;
        this.tagged = tagged;
    }

    /**
     * Does it.
     *
     * @throws RefusedException PARAMETER_INVALID for too many runs, none, or a tag beside them
     */
    public List<Item> perform(
            @Nullable Action action, @Nullable List<UUID> named, @Nullable String tag) {
        if (action == null || (named == null) == (tag == null)) {
            throw Refusal.PARAMETER_INVALID.because(
                    "A bulk action needs an action (%s) and either runs, a list of ids, or a tag.",
                    Arrays.stream(Action.values())
                            .map(Enum::name)
                            .collect(Collectors.joining(", ")));
        }
        Set<UUID> ids =
                new LinkedHashSet<>(
                        tag == null ? given(named) : tagged.runs(tag, concerned(action), MOST + 1));
        if (ids.size() > MOST) {
            throw Refusal.PARAMETER_INVALID.because(
                    "The action concerns more than %d runs, the most that one request may: name fewer, or give them tags of their own.",
                    MOST);
        }
        return ids.stream().map(id -> perform(action, id)).toList();
    }

    private static List<UUID> given(@Nullable List<UUID> named) {
        return named == null ? List.of() : named.stream().filter(id -> id != null).toList();
    }

    /** The states of the runs that a tag stands for: those that the action can change. */
    private static List<RunState> concerned(Action action) {
        return Arrays.stream(RunState.values())
                .filter(state ->
                        switch (action) {
                            case CANCEL -> !state.isTerminal();
                            case PAUSE -> !state.isTerminal() && state != RunState.PAUSED;
                            case RESUME -> state == RunState.PAUSED;
                            case RETRY -> state == RunState.FAILED || state == RunState.CANCELLED;
                        })
                .toList();
    }

    private Item perform(Action action, UUID id) {
        try {
            UUID fresh =
                    switch (action) {
                        case CANCEL -> done(() -> leases.cancel(id));
                        case PAUSE -> done(() -> holds.pause(id));
                        case RESUME -> done(() -> holds.resume(id));
                        case RETRY -> copies.retry(id, null).run();
                    };
            return new Item(id, state(id), fresh, null);
        } catch (RefusedException refused) {
            return new Item(id, state(id), null, refused.getMessage());
        } catch (SpecException invalid) {
            return new Item(id, state(id), null, invalid.getMessage());
        }
    }

    private static @Nullable UUID done(Runnable action) {
        action.run();
        return null;
    }

    private @Nullable RunState state(UUID id) {
        return QuarkusTransaction.requiringNew()
                .call(() -> runs.lock(id).map(RunSnapshot::state).orElse(null));
    }
}
