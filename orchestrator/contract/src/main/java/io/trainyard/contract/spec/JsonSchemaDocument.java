package io.trainyard.contract.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.Catalogue;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;

/** Writes the experiment's schema as a plain JSON Schema document that editors understand. */
final class JsonSchemaDocument {
    private JsonSchemaDocument() {}

    static ObjectNode of(ObjectNode schema, Catalogue catalogue) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        document.put("title", "Trainyard experiment");
        document.setAll((ObjectNode) withReferences(schema));
        ObjectNode definitions = document.putObject("$defs");
        for (ComponentType type : ComponentType.values()) {
            definitions.set(type.wireName(), choiceOf(type, catalogue));
        }
        return document;
    }

    /** A copy in which each component slot refers to its type's definition. */
    private static JsonNode withReferences(JsonNode node) {
        if (node instanceof ObjectNode object) {
            ObjectNode copy = JsonNodeFactory.instance.objectNode();
            for (var entry : object.properties()) {
                if (entry.getKey().equals(Schema.COMPONENT)) {
                    copy.put("$ref", "#/$defs/" + entry.getValue().asText());
                } else {
                    copy.set(entry.getKey(), withReferences(entry.getValue()));
                }
            }
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = JsonNodeFactory.instance.arrayNode();
            array.forEach(item -> copy.add(withReferences(item)));
            return copy;
        }
        return node;
    }

    private static ObjectNode choiceOf(ComponentType type, Catalogue catalogue) {
        ObjectNode choice = JsonNodeFactory.instance.objectNode();
        ArrayNode branches = choice.putArray("oneOf");
        ArrayNode names = branches.addObject().put("type", "string").putArray("enum");
        catalogue.names(type).forEach(names::add);
        for (ComponentDescriptor component : catalogue.components()) {
            if (component.type() == type) {
                ObjectNode branch = component.parameters();
                branch.put("title", component.name()).put("description", component.summary());
                ((ObjectNode) branch.get("properties"))
                        .putObject(ComponentSpec.KIND)
                        .put("const", component.name());
                branch.withArray("required").add(ComponentSpec.KIND);
                branches.add(branch);
            }
        }
        return choice;
    }
}
