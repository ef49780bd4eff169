package io.trainyard.orchestrator.view;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.api.DecisionPage;
import io.trainyard.contract.api.DecisionView;
import io.trainyard.contract.api.TriggerView;
import io.trainyard.orchestrator.refusal.Refusal;
import io.trainyard.orchestrator.refusal.RefusedException;
import io.trainyard.orchestrator.store.DecisionRow;
import io.trainyard.orchestrator.store.TriggerLedger;
import io.trainyard.orchestrator.store.TriggerLedger.Fired;
import io.trainyard.orchestrator.store.TriggerRow;
import io.trainyard.orchestrator.store.Triggers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Triggers, and the ledger of what they saw and decided. Secrets are never read. */
@ApplicationScoped
public class TriggerViews {
    private static final TypeReference<JsonNode> TREE = new TypeReference<>() {};

    private final Triggers triggers;
    private final TriggerLedger ledger;

    TriggerViews(Triggers triggers, TriggerLedger ledger) {
        this.triggers = triggers;
        this.ledger = ledger;
    }

    /** All triggers, by name. */
    @Transactional
    public List<TriggerView> all() {
        return views(triggers.all());
    }

    /**
     * One trigger.
     *
     * @throws RefusedException NOT_FOUND
     */
    @Transactional
    public TriggerView trigger(String name) {
        return triggers.named(name).map(List::of).map(this::views).stream()
                .flatMap(List::stream)
                .findFirst()
                .orElseThrow(() -> Refusal.NOT_FOUND.because("There is no trigger '%s'.", name));
    }

    /** Decisions, newest first; the page says where the next one begins. */
    @Transactional
    public DecisionPage decisions(@Nullable String name, long before, int limit) {
        // One more than asked for tells whether there is a further page.
        List<DecisionRow> found = ledger.page(name, before, limit + 1);
        List<DecisionRow> shown = found.subList(0, Math.min(limit, found.size()));
        String next = found.size() > limit ? Long.toString(shown.getLast().id()) : null;
        return new DecisionPage(shown.stream().map(TriggerViews::view).toList(), next);
    }

    /** One decision that is known to be there. */
    @Transactional
    public DecisionView decision(long id) {
        return ledger.line(id).map(TriggerViews::view).orElseThrow();
    }

    private List<TriggerView> views(List<TriggerRow> rows) {
        List<UUID> ids = rows.stream().map(TriggerRow::id).toList();
        Map<UUID, Long> fired =
                ledger.fired(ids).stream().collect(Collectors.toMap(Fired::trigger, Fired::runs));
        Map<UUID, DecisionRow> newest =
                ledger.newest(ids).stream()
                        .collect(
                                Collectors.toMap(
                                        line -> Objects.requireNonNull(line.trigger()),
                                        Function.identity()));
        return rows.stream()
                .map(row -> view(row, fired.getOrDefault(row.id(), 0L), newest.get(row.id())))
                .toList();
    }

    private static TriggerView view(TriggerRow row, long fired, @Nullable DecisionRow newest) {
        ObjectNode when = JsonNodeFactory.instance.objectNode().put("kind", row.kind());
        when.setAll((ObjectNode) Json.read(row.parameters(), TREE));
        return new TriggerView(
                row.name(),
                row.kind(),
                when,
                row.debounce(),
                row.cooldown(),
                Json.read(row.spec(), TREE),
                row.createdAt(),
                row.nextLookAt(),
                fired,
                newest == null ? null : view(newest),
                null);
    }

    private static DecisionView view(DecisionRow line) {
        return new DecisionView(
                line.id(),
                line.name(),
                line.occurrence(),
                line.seenAt(),
                line.dueAt(),
                line.decision(),
                line.reason(),
                line.decidedAt(),
                line.run(),
                line.count());
    }
}
