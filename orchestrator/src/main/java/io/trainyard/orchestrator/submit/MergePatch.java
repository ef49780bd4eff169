package io.trainyard.orchestrator.submit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * RFC 7396 over a spec, with one rule more: where a component's {@code kind} changes, the other
 * parameters of the old one go, for they mean nothing to the new one.
 */
final class MergePatch {
    private static final String KIND = "kind";

    private MergePatch() {}

    /** The spec with the changes; neither argument is altered. */
    static ObjectNode apply(ObjectNode spec, ObjectNode changes) {
        ObjectNode changed = spec.deepCopy();
        merge(changed, changes);
        return changed;
    }

    private static void merge(ObjectNode target, ObjectNode changes) {
        for (var change : changes.properties()) {
            String name = change.getKey();
            JsonNode value = change.getValue();
            if (value.isNull()) {
                var _ = target.remove(name);
            } else if (value instanceof ObjectNode object) {
                ObjectNode merged = base(target.get(name), object);
                merge(merged, object);
                var _ = target.set(name, merged);
            } else {
                var _ = target.set(name, value);
            }
        }
    }

    private static ObjectNode base(JsonNode present, ObjectNode changes) {
        boolean goesOn =
                present instanceof ObjectNode
                        && (!changes.has(KIND) || changes.get(KIND).equals(present.get(KIND)));
        return goesOn ? (ObjectNode) present : JsonNodeFactory.instance.objectNode();
    }
}
