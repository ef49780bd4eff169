package io.trainyard.trainer.component;

import io.trainyard.contract.catalogue.ComponentType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The components of one kind.
 *
 * @param <C> the kind's factory interface
 */
public final class Registry<C extends Component> {
    private final ComponentType type;
    private final Map<String, C> byName = new LinkedHashMap<>();

    /**
     * Registers components.
     *
     * @throws IllegalArgumentException where two share a name or one is of another type, so that
     *     the program does not start
     */
    public Registry(ComponentType type, List<? extends C> components) {
        this.type = type;
        for (C component : components) {
            if (component.descriptor().type() != type) {
                throw new IllegalArgumentException(
                        "'%s' is registered as %s and describes itself as %s"
                                .formatted(component.name(), type, component.descriptor().type()));
            }
            if (byName.putIfAbsent(component.name(), component) != null) {
                throw new IllegalArgumentException(
                        "two components are registered as %s '%s'"
                                .formatted(type.wireName(), component.name()));
            }
        }
    }

    /** All of them, in the order of the list. */
    public List<C> all() {
        return List.copyOf(byName.values());
    }

    /**
     * The component of that name.
     *
     * @throws IllegalArgumentException where there is none, with the known names
     */
    public C named(String name) {
        return find(name)
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "%s '%s' is unknown; known: %s"
                                        .formatted(
                                                type.wireName(),
                                                name,
                                                String.join(", ", byName.keySet()))));
    }

    /** The component of that name, if there is one. */
    public Optional<C> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
