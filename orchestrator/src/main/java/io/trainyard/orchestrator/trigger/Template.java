package io.trainyard.orchestrator.trigger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.Wire;
import java.nio.charset.StandardCharsets;

/** The spec that a trigger submits. */
final class Template {
    private static final String TAGS = "tags";

    private Template() {}

    /** Reads a stored one. */
    static ObjectNode read(String json) {
        try {
            return (ObjectNode) Wire.json().readTree(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the column holds what we wrote", impossible);
        }
    }

    /** The spec for a run, with the tag by which the trigger's runs are found. */
    static ObjectNode tagged(ObjectNode template, String trigger) {
        ObjectNode spec = template.deepCopy();
        String tag = "trigger:" + trigger;
        if (!spec.hasNonNull(TAGS)) {
            spec.putArray(TAGS).add(tag);
        } else if (spec.get(TAGS) instanceof ArrayNode tags) {
            tags.add(tag);
        }
        return spec;
    }

    /** As a submission's body. */
    static byte[] body(ObjectNode spec) {
        return spec.toString().getBytes(StandardCharsets.UTF_8);
    }
}
