package io.trainyard.contract.spec;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.Catalogue;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import java.util.List;

/** Checks the parameters of one component, as {@link SpecValidator} does those of a whole spec. */
public final class ParameterCheck {
    private static final Catalogue NO_OTHERS = new Catalogue("", List.of());

    private ParameterCheck() {}

    /**
     * Validates and completes with defaults.
     *
     * @throws SpecException with every problem at once
     */
    public static ObjectNode complete(ComponentDescriptor component, ObjectNode given) {
        var problems = new Problems();
        ObjectNode complete =
                (ObjectNode)
                        new SchemaWalk(NO_OTHERS, problems)
                                .complete(given, component.parameters(), component.name());
        problems.refuseAny();
        return complete;
    }
}
