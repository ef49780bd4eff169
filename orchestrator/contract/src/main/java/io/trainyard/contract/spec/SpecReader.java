package io.trainyard.contract.spec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.trainyard.contract.Wire;
import java.util.List;

/** Turns text into a tree. JSON is a subset of YAML, so one parser reads both. */
public final class SpecReader {
    /** Longest text accepted, in characters: far above any real spec, far below what would hurt. */
    public static final int LONGEST_TEXT = 1 << 20;

    /** Numbers as they were written, for messages to quote; checking makes doubles of them. */
    private static final ObjectMapper YAML =
            new ObjectMapper(Wire.strict(new YAMLFactory()))
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .configure(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES, false);

    private SpecReader() {}

    /**
     * Reads one YAML or JSON document.
     *
     * @throws SpecException where the text is too long, malformed, repeats a key, or is not an
     *     object
     */
    public static ObjectNode read(String text) {
        if (text.length() > LONGEST_TEXT) {
            throw refused(
                    "the spec has %,d characters; at most %,d are read"
                            .formatted(text.length(), LONGEST_TEXT));
        }
        try (var parser = YAML.createParser(text)) {
            JsonNode tree = YAML.readTree(parser);
            if (!(tree instanceof ObjectNode object)) {
                throw refused(
                        "the spec must be an object of keys and values, such as 'name: my-run'");
            }
            if (parser.nextToken() != null) {
                throw refused("the text holds more than one document; submit each by itself");
            }
            return object;
        } catch (JsonProcessingException malformed) {
            throw refused(
                    "the spec is not readable as YAML or JSON" + SyntaxError.of(malformed, text));
        } catch (java.io.IOException impossible) {
            throw new java.io.UncheckedIOException(impossible);
        }
    }

    private static SpecException refused(String message) {
        return new SpecException(List.of(new Problem("", null, message)));
    }
}
