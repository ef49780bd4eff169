package io.trainyard.contract.spec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A component as a spec names it: {@code cosine}, or {@code {kind: cosine, interval: step}}.
 *
 * @param kind the component's name
 * @param parameters its parameters, without {@code kind}
 */
public record ComponentSpec(String kind, ObjectNode parameters) {
    static final String KIND = "kind";

    public ComponentSpec {
        parameters = parameters.deepCopy();
    }

    /** Reads either form. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static ComponentSpec of(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode parameters = object.deepCopy();
            JsonNode kind = parameters.remove(KIND);
            return new ComponentSpec(kind == null ? "" : kind.asText(), parameters);
        }
        return new ComponentSpec(node.asText(), JsonNodeFactory.instance.objectNode());
    }

    /** The object form. */
    @JsonValue
    public ObjectNode toJson() {
        ObjectNode node = JsonNodeFactory.instance.objectNode().put(KIND, kind);
        node.setAll(parameters);
        return node;
    }

    /** A copy of the parameters, safe to change. */
    @Override
    public ObjectNode parameters() {
        return parameters.deepCopy();
    }
}
