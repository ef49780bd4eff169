package io.trainyard.contract.spec;

import com.fasterxml.jackson.databind.JsonNode;
import io.trainyard.contract.catalogue.Schema;
import java.util.ArrayList;
import java.util.List;

/** Whether a value has a schema's JSON type, and that type in words. */
final class TypeCheck {
    private TypeCheck() {}

    static boolean matches(JsonNode value, JsonNode schema) {
        return switch (schema.path("type").asText()) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "boolean" -> value.isBoolean();
            case "integer" -> value.isIntegralNumber() && value.canConvertToLong();
            case "number" -> value.isNumber();
            default -> true;
        };
    }

    /** Such as "a number above 0 and at most 1". */
    static String describe(JsonNode schema) {
        List<String> bounds = new ArrayList<>();
        bound(schema, "exclusiveMinimum", "above", bounds);
        bound(schema, "minimum", "at least", bounds);
        bound(schema, "exclusiveMaximum", "below", bounds);
        bound(schema, "maximum", "at most", bounds);
        String noun =
                switch (schema.path("type").asText()) {
                    case "object" ->
                            schema.path("additionalProperties").isObject()
                                    ? "an object"
                                    : "an object with the keys " + keys(schema);
                    case "array" -> "a list";
                    case "string" -> text(schema);
                    case "boolean" -> "true or false";
                    case "integer" -> "a whole number";
                    default -> "a number";
                };
        return bounds.isEmpty() ? noun : noun + " " + String.join(" and ", bounds);
    }

    private static void bound(JsonNode schema, String keyword, String word, List<String> bounds) {
        if (schema.has(keyword)) {
            bounds.add(word + " " + schema.get(keyword).asText());
        }
    }

    private static String text(JsonNode schema) {
        if (schema.has(Schema.LEAST)) {
            return "a duration such as PT90M or P1DT12H, at least %s and at most %s"
                    .formatted(
                            schema.path(Schema.LEAST).asText(), schema.path(Schema.MOST).asText());
        }
        List<String> words = new ArrayList<>();
        schema.path("enum").forEach(word -> words.add(word.asText()));
        return words.isEmpty() ? "a text" : "one of " + String.join(", ", words);
    }

    private static String keys(JsonNode schema) {
        List<String> keys = new ArrayList<>();
        schema.path("properties").fieldNames().forEachRemaining(keys::add);
        return String.join(", ", keys);
    }
}
