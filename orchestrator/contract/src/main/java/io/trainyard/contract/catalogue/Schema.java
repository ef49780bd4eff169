package io.trainyard.contract.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.Wire;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Builds the subset of JSON Schema (2020-12) that Trainyard validates: type, properties, required,
 * enum, bounds, items, anyOf, pattern, default, description, and annotations of our own: {@code
 * x-component}, which stands for "any component of this type", {@code x-visible}, and the bounds of
 * a duration. Every whole number is bounded, by Java's int where nothing else is said, and no text
 * holds a control character.
 */
public final class Schema {
    /**
     * Marks a place where a component is named; its value is a {@link ComponentType}'s wire name.
     */
    public static final String COMPONENT = "x-component";

    /** Marks a text that people are shown as a name. */
    public static final String VISIBLE = "x-visible";

    /** The shortest duration allowed. */
    public static final String LEAST = "x-minimum";

    /** The longest duration allowed. */
    public static final String MOST = "x-maximum";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ObjectNode node;

    private Schema(@Nullable String type) {
        node = JSON.objectNode();
        if (type != null) {
            node.put("type", type);
        }
    }

    /** An object whose keys are exactly the properties that follow. */
    public static Schema object() {
        Schema schema = new Schema("object");
        schema.node.putObject("properties");
        schema.node.put("additionalProperties", false);
        return schema;
    }

    /** An object with keys of the user's own, all of whose values are of one kind. */
    public static Schema mapOf(Schema values) {
        Schema schema = object();
        schema.node.set("additionalProperties", values.node);
        return schema;
    }

    /** Any value; its own reader judges it. */
    public static Schema any() {
        return new Schema(null);
    }

    public static Schema number() {
        return new Schema("number");
    }

    /** A whole number, an int unless its bounds say otherwise. */
    public static Schema integer() {
        return new Schema("integer").atLeast(Integer.MIN_VALUE).atMost(Integer.MAX_VALUE);
    }

    public static Schema flag() {
        return new Schema("boolean");
    }

    public static Schema text() {
        return new Schema("string");
    }

    /** A duration between two, all in the words of ISO 8601, such as PT90M. */
    public static Schema duration(String least, String most) {
        return text().set("format", JSON.textNode("duration"))
                .set(LEAST, JSON.textNode(least))
                .set(MOST, JSON.textNode(most));
    }

    /** One of the given words. */
    public static Schema choice(String... words) {
        Schema schema = new Schema("string");
        var allowed = schema.node.putArray("enum");
        for (String word : words) {
            allowed.add(word);
        }
        return schema;
    }

    public static Schema listOf(Schema items) {
        Schema schema = new Schema("array");
        schema.node.set("items", items.node);
        return schema;
    }

    /**
     * A component of that type: its name, or an object with its name as {@code kind} and its
     * parameters.
     */
    public static Schema component(ComponentType type) {
        Schema schema = new Schema(null);
        schema.node.put(COMPONENT, type.wireName());
        return schema;
    }

    /** A value of one of several JSON types. */
    public static Schema anyOf(Schema... branches) {
        Schema schema = new Schema(null);
        var list = schema.node.putArray("anyOf");
        for (Schema branch : branches) {
            list.add(branch.node);
        }
        return schema;
    }

    /** Adds an optional property. */
    public Schema with(String name, String description, Schema value) {
        ObjectNode property = value.node.deepCopy();
        property.put("description", description);
        ((ObjectNode) node.get("properties")).set(name, property);
        return this;
    }

    /** Adds a property that must be given. */
    public Schema require(String name, String description, Schema value) {
        node.withArray("required").add(name);
        return with(name, description, value);
    }

    /** The value taken where none is given: anything Jackson writes as JSON. */
    public Schema defaultsTo(Object value) {
        return set("default", Wire.json().valueToTree(value));
    }

    public Schema atLeast(double bound) {
        return set("minimum", numberNode(bound));
    }

    public Schema above(double bound) {
        var _ = node.remove("minimum");
        return set("exclusiveMinimum", numberNode(bound));
    }

    public Schema atMost(double bound) {
        return set("maximum", numberNode(bound));
    }

    public Schema below(double bound) {
        var _ = node.remove("maximum");
        return set("exclusiveMaximum", numberNode(bound));
    }

    /** A text that shows: not blank, and without characters that nobody sees. */
    public Schema visible() {
        return set(VISIBLE, JSON.booleanNode(true));
    }

    /** Length of a text, or number of items of a list. */
    public Schema size(int least, int most) {
        boolean list = "array".equals(node.path("type").asText());
        set(list ? "minItems" : "minLength", JSON.numberNode(least));
        return set(list ? "maxItems" : "maxLength", JSON.numberNode(most));
    }

    /** A regular expression that the whole text matches, and what it means in words. */
    public Schema pattern(String regularExpression, String meaning) {
        set("pattern", JSON.textNode(regularExpression));
        return set("x-meaning", JSON.textNode(meaning));
    }

    /** Applies a change when a component shares a group of properties with others. */
    public Schema also(UnaryOperator<Schema> change) {
        return change.apply(this);
    }

    /** The schema as JSON, a copy. */
    public ObjectNode toJson() {
        return node.deepCopy();
    }

    private Schema set(String keyword, JsonNode value) {
        node.set(keyword, value);
        return this;
    }

    /** 1 rather than 1.0, so that messages read as a person would write the bound. */
    private static JsonNode numberNode(double value) {
        return value == Math.rint(value) ? JSON.numberNode((long) value) : JSON.numberNode(value);
    }
}
