package io.trainyard.orchestrator.trigger.kind;

import io.trainyard.contract.spec.Nearest;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The kinds of triggers. A new one is a new file and a line here. */
public final class TriggerKinds {
    private final List<TriggerKind> kinds;

    private TriggerKinds(List<TriggerKind> kinds) {
        Set<String> names = new HashSet<>();
        for (TriggerKind kind : kinds) {
            if (!names.add(kind.name())) {
                throw new IllegalArgumentException(
                        "two trigger kinds are registered as '%s'".formatted(kind.name()));
            }
        }
        this.kinds = List.copyOf(kinds);
    }

    /** All of them. */
    public static TriggerKinds in(Surroundings surroundings) {
        return of(
                List.of(
                        new CronTrigger(),
                        new ClassFolderTrigger(surroundings),
                        new WebhookTrigger(surroundings)));
    }

    static TriggerKinds of(List<TriggerKind> kinds) {
        return new TriggerKinds(kinds);
    }

    public List<TriggerKind> all() {
        return kinds;
    }

    public Optional<TriggerKind> find(String name) {
        return kinds.stream().filter(kind -> kind.name().equals(name)).findFirst();
    }

    /** The kind of a stored trigger. */
    public TriggerKind require(String name) {
        return find(name)
                .orElseThrow(() ->
                        new IllegalStateException(
                                "a stored trigger has the kind '%s', which this build does not know; known: %s"
                                        .formatted(name, nearest(name))));
    }

    /** The names of those kinds. */
    public List<String> names(Predicate<TriggerKind> which) {
        return kinds.stream().filter(which).map(TriggerKind::name).toList();
    }

    /** All names, the nearest to what was written first. */
    public List<String> nearest(String written) {
        return Nearest.first(written, names(_ -> true));
    }
}
