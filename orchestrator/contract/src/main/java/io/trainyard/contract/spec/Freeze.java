package io.trainyard.contract.spec;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import io.trainyard.contract.catalogue.Schema;
import java.util.ArrayList;
import java.util.List;

/**
 * Which parameters stay as they were loaded: none, the first layers, all but the head, or those
 * whose names match patterns.
 */
public sealed interface Freeze {
    /** Nothing is frozen. */
    record Nothing() implements Freeze {}

    /** The stem and the first half of the stages, whose features are general. */
    record Early() implements Freeze {}

    /** All but the last stage and the head. */
    record Most() implements Freeze {}

    /** Everything but the head: feature extraction. */
    record Backbone() implements Freeze {}

    /**
     * The parameters whose state_dict names match one of the patterns.
     *
     * @param patterns names in which {@code *} stands for any characters, such as {@code layer1.*}
     */
    record Named(List<String> patterns) implements Freeze {
        public Named {
            patterns = List.copyOf(patterns);
        }
    }

    /** The schema of both forms. */
    static Schema schema() {
        return Schema.anyOf(
                Schema.choice("none", "early", "most", "backbone"),
                Schema.listOf(Schema.text().size(1, 200)).size(1, 1000));
    }

    /**
     * Reads a word ({@code none}, {@code early}, {@code most}, {@code backbone}) or a list of
     * patterns.
     */
    @JsonCreator
    static Freeze of(JsonNode written) {
        if (written.isArray()) {
            List<String> patterns = new ArrayList<>();
            written.forEach(pattern -> patterns.add(pattern.asText()));
            return new Named(patterns);
        }
        return switch (written.asText()) {
            case "early" -> new Early();
            case "most" -> new Most();
            case "backbone" -> new Backbone();
            default -> new Nothing();
        };
    }

    /** The form a spec has it in. */
    @JsonValue
    default Object toJson() {
        return switch (this) {
            case Nothing() -> "none";
            case Early() -> "early";
            case Most() -> "most";
            case Backbone() -> "backbone";
            case Named(var patterns) -> patterns;
        };
    }
}
