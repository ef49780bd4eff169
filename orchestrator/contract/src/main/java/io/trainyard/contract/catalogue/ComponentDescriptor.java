package io.trainyard.contract.catalogue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;

/**
 * One component as the catalogue lists it.
 *
 * @param type what kind of component
 * @param name the name a spec uses, lower snake case, unique within the type
 * @param summary one line for a user
 * @param parameters the JSON Schema, of type object, of its parameters; defaults stand in it and
 *     nowhere else
 */
public record ComponentDescriptor(
        ComponentType type, String name, String summary, ObjectNode parameters) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    public ComponentDescriptor {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "component name '%s' must match %s".formatted(name, NAME.pattern()));
        }
        parameters = parameters.deepCopy();
    }

    /** Describes a component whose parameters the schema builder made. */
    public static ComponentDescriptor of(
            ComponentType type, String name, String summary, Schema parameters) {
        return new ComponentDescriptor(type, name, summary, parameters.toJson());
    }

    /** A copy of the schema, safe to change. */
    @Override
    public ObjectNode parameters() {
        return parameters.deepCopy();
    }
}
