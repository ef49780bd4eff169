package io.trainyard.contract.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.PlainText;
import io.trainyard.contract.catalogue.Catalogue;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One walk over a tree beside its schema: collects every problem and returns the tree completed
 * with defaults.
 *
 * <p>Our own, because the messages are the point: a general validator says which keyword failed,
 * not which names are known, nearest first (see docs/adr/0003).
 */
final class SchemaWalk {
    private static final int LONGEST_QUOTE = 80;

    private final Catalogue catalogue;
    private final Problems problems;

    SchemaWalk(Catalogue catalogue, Problems problems) {
        this.catalogue = catalogue;
        this.problems = problems;
    }

    /**
     * Checks a value that is present and returns it completed; what is wrong is returned as it was.
     */
    JsonNode complete(JsonNode value, JsonNode schema, String path) {
        if (schema.has(Schema.COMPONENT)) {
            return component(value, ComponentType.of(schema.get(Schema.COMPONENT).asText()), path);
        }
        if (schema.has("anyOf")) {
            return anyOf(value, schema.get("anyOf"), path);
        }
        if (!TypeCheck.matches(value, schema)) {
            report(path, value, "must be " + TypeCheck.describe(schema));
            return value;
        }
        return switch (schema.path("type").asText()) {
            case "object" -> object((ObjectNode) value, schema, path);
            case "array" -> array((ArrayNode) value, schema, path);
            case "string" -> text(value, schema, path);
            case "integer", "number" -> number(value, schema, path);
            default -> value;
        };
    }

    private JsonNode component(JsonNode value, ComponentType type, String path) {
        if (!value.isTextual() && !value.isObject()) {
            report(
                    path,
                    value,
                    "must be the name of %s, or an object with its name as 'kind'"
                            .formatted(article(type)));
            return value;
        }
        ComponentSpec named = ComponentSpec.of(value);
        String kindPath = value.isObject() ? path + "." + ComponentSpec.KIND : path;
        if (named.kind().isEmpty()) {
            report(
                    kindPath,
                    null,
                    "is missing; known: " + String.join(", ", catalogue.names(type)));
            return value;
        }
        return catalogue
                .find(type, named.kind())
                .<JsonNode>map(found -> {
                    JsonNode parameters = complete(named.parameters(), found.parameters(), path);
                    return new ComponentSpec(named.kind(), (ObjectNode) parameters).toJson();
                })
                .orElseGet(() -> {
                    JsonNode written = value.isObject() ? value.get(ComponentSpec.KIND) : value;
                    reportUnknown(
                            kindPath,
                            written,
                            Nearest.first(shown(named.kind()), catalogue.names(type)));
                    return value;
                });
    }

    private JsonNode anyOf(JsonNode value, JsonNode branches, String path) {
        for (JsonNode branch : branches) {
            if (TypeCheck.matches(value, branch)) {
                return complete(value, branch, path);
            }
        }
        List<String> allowed = new ArrayList<>();
        branches.forEach(branch -> allowed.add(TypeCheck.describe(branch)));
        report(path, value, "must be " + String.join(", or ", allowed));
        return value;
    }

    private ObjectNode object(ObjectNode value, JsonNode schema, String path) {
        ObjectNode complete = JsonNodeFactory.instance.objectNode();
        JsonNode known = schema.path("properties");
        JsonNode others = schema.path("additionalProperties");
        for (var entry : value.properties()) {
            if (others.isObject()) {
                String key = join(path, shown(entry.getKey()));
                complete.set(entry.getKey(), complete(entry.getValue(), others, key));
            } else if (!known.has(entry.getKey())) {
                String unknown = shown(entry.getKey());
                problems.add(
                        join(path, unknown),
                        entry.getValue(),
                        () ->
                                "%s is not a known key; known: %s"
                                        .formatted(join(path, unknown), nearest(unknown, known)));
            }
        }
        for (var property : known.properties()) {
            String name = property.getKey();
            present(value, name, property.getValue())
                    .ifPresent(given ->
                            complete.set(
                                    name, complete(given, property.getValue(), join(path, name))));
        }
        for (JsonNode required : schema.path("required")) {
            if (value.path(required.asText()).isMissingNode()
                    || value.path(required.asText()).isNull()) {
                JsonNode property = known.path(required.asText());
                report(
                        join(path, required.asText()),
                        null,
                        "is missing: " + property.path("description").asText());
            }
        }
        return complete;
    }

    private static String nearest(String written, JsonNode known) {
        List<String> names = new ArrayList<>();
        known.fieldNames().forEachRemaining(names::add);
        return names.isEmpty() ? "none" : String.join(", ", Nearest.first(written, names));
    }

    /** What was given, or the default. A key written without a value counts as left out. */
    private static Optional<JsonNode> present(ObjectNode value, String name, JsonNode schema) {
        JsonNode given = value.get(name);
        return Optional.ofNullable(given == null || given.isNull() ? schema.get("default") : given);
    }

    private ArrayNode array(ArrayNode value, JsonNode schema, String path) {
        checkSize(value.size(), "items", schema, "minItems", "maxItems", path, value);
        ArrayNode complete = JsonNodeFactory.instance.arrayNode();
        for (int index = 0; index < value.size(); index++) {
            complete.add(
                    complete(
                            value.get(index),
                            schema.path("items"),
                            "%s[%d]".formatted(path, index)));
        }
        return complete;
    }

    private JsonNode text(JsonNode value, JsonNode schema, String path) {
        List<String> allowed = new ArrayList<>();
        schema.path("enum").forEach(word -> allowed.add(word.asText()));
        if (!allowed.isEmpty() && !allowed.contains(value.asText())) {
            reportUnknown(path, value, Nearest.first(shown(value.asText()), allowed));
            return value;
        }
        checkSize(
                value.asText().length(),
                "characters",
                schema,
                "minLength",
                "maxLength",
                path,
                value);
        TextCheck.complaint(value.asText(), schema)
                .ifPresent(complaint -> report(path, value, complaint));
        return value;
    }

    private JsonNode number(JsonNode value, JsonNode schema, String path) {
        double number = value.asDouble();
        boolean within =
                Double.isFinite(number)
                        && number >= schema.path("minimum").asDouble(Double.NEGATIVE_INFINITY)
                        && number <= schema.path("maximum").asDouble(Double.POSITIVE_INFINITY)
                        && number
                                > schema.path("exclusiveMinimum").asDouble(Double.NEGATIVE_INFINITY)
                        && number
                                < schema.path("exclusiveMaximum")
                                        .asDouble(Double.POSITIVE_INFINITY);
        if (!within) {
            report(path, value, "must be " + TypeCheck.describe(schema));
        }
        // As the double that it binds to: a decimal may have more places than a database stores.
        return value.canConvertToExactIntegral() && value.canConvertToLong()
                ? value
                : DoubleNode.valueOf(number);
    }

    private void checkSize(
            int size,
            String unit,
            JsonNode schema,
            String least,
            String most,
            String path,
            JsonNode value) {
        if (size < schema.path(least).asInt(0)
                || size > schema.path(most).asInt(Integer.MAX_VALUE)) {
            report(
                    path,
                    value,
                    "has %d %s; allowed: %s to %s"
                            .formatted(
                                    size,
                                    unit,
                                    schema.path(least).asText("0"),
                                    schema.path(most).asText("any number")));
        }
    }

    private void reportUnknown(String path, JsonNode value, List<String> known) {
        report(path, value, "is unknown; known: " + String.join(", ", known));
    }

    private void report(String path, @Nullable JsonNode value, String complaint) {
        String subject = path.isEmpty() ? "the spec" : path;
        String quoted = value == null ? "" : " " + quote(value);
        problems.add(path, value, () -> subject + quoted + " " + complaint);
    }

    private static String quote(JsonNode value) {
        return value.isTextual() ? "'" + shown(value.asText()) + "'" : shown(value.toString());
    }

    /** Its beginning, with what a terminal or a page would not show as it is. */
    private static String shown(String written) {
        if (written.length() <= LONGEST_QUOTE) {
            return PlainText.shown(written);
        }
        boolean splitsPair = Character.isHighSurrogate(written.charAt(LONGEST_QUOTE - 1));
        int end = splitsPair ? LONGEST_QUOTE - 1 : LONGEST_QUOTE;
        return PlainText.shown(written.substring(0, end)) + "...";
    }

    private static String article(ComponentType type) {
        String name = type.wireName();
        return ("aeiou".indexOf(name.charAt(0)) >= 0 ? "an " : "a ") + name;
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
