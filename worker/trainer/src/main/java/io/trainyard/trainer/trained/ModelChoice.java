package io.trainyard.trainer.trained;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.trainyard.contract.Wire;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which network a user means.
 *
 * @param weights the file
 * @param architecture its name, unless the file says it
 * @param size edge of the input in pixels, unless the file says it or it is the architecture's own
 * @param parameters of the architecture that were set
 */
public record ModelChoice(
        Path weights,
        Optional<String> architecture,
        Optional<Integer> size,
        ObjectNode parameters) {
    /** The words of the command line that make a choice. */
    public static final String USAGE =
            "--weights FILE [--architecture NAME] [--size N] [--set PARAMETER=VALUE]";

    /**
     * The choice that some words make.
     *
     * @throws IllegalArgumentException with a sentence where they make none
     */
    public static ModelChoice of(Words words) {
        ObjectNode parameters = Wire.json().createObjectNode();
        for (String assignment : words.all("--set")) {
            int equals = assignment.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException(
                        "--set takes PARAMETER=VALUE, not '%s'".formatted(assignment));
            }
            parameters.set(assignment.substring(0, equals), json(assignment.substring(equals + 1)));
        }
        return new ModelChoice(
                Path.of(words.needed("--weights")),
                words.one("--architecture"),
                words.number("--size"),
                parameters);
    }

    /** {@code true}, {@code 0.5} and {@code 4} as what they are, any other word as a text. */
    private static JsonNode json(String value) {
        try {
            return Wire.json().readTree(value);
        } catch (JsonProcessingException word) {
            return TextNode.valueOf(value);
        }
    }
}
