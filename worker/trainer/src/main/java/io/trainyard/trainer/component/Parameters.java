package io.trainyard.trainer.component;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.Wire;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.spec.ParameterCheck;

/** Binds a component's parameters, which the schema has checked and completed, to its record. */
public final class Parameters {
    private Parameters() {}

    /** The parameters where a user gives none: each one's default. */
    public static ObjectNode defaults(ComponentDescriptor component) {
        return ParameterCheck.complete(component, Wire.json().createObjectNode());
    }

    /**
     * The parameters as a record.
     *
     * @throws IllegalArgumentException where record and schema disagree: a fault of the component
     */
    public static <P extends Record> P bind(ObjectNode parameters, Class<P> type) {
        try {
            return Wire.json().treeToValue(parameters, type);
        } catch (JsonProcessingException mismatch) {
            throw new IllegalArgumentException(
                    "%s cannot be read from %s".formatted(type.getName(), parameters), mismatch);
        }
    }
}
