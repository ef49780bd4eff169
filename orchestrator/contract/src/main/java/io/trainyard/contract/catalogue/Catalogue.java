package io.trainyard.contract.catalogue;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All components of one build of the trainer.
 *
 * @param version the trainer's version
 * @param components in registry order; a name at most once within its type
 */
public record Catalogue(String version, List<ComponentDescriptor> components) {
    public Catalogue {
        components = List.copyOf(components);
        Set<String> seen = new HashSet<>();
        for (ComponentDescriptor component : components) {
            String key = component.type().wireName() + " '" + component.name() + "'";
            if (!seen.add(key)) {
                throw new IllegalArgumentException("two components are registered as " + key);
            }
        }
    }

    /** The component of that type and name, if there is one. */
    public Optional<ComponentDescriptor> find(ComponentType type, String name) {
        return components.stream()
                .filter(component -> component.type() == type && component.name().equals(name))
                .findFirst();
    }

    /** The names known for a type, in registry order. */
    public List<String> names(ComponentType type) {
        return components.stream()
                .filter(component -> component.type() == type)
                .map(ComponentDescriptor::name)
                .toList();
    }

    /**
     * Whether nothing is registered, as before the first worker of an unknown build announces
     * itself.
     */
    @JsonIgnore
    public boolean isEmpty() {
        return components.isEmpty();
    }
}
