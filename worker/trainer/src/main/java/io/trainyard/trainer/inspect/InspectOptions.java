package io.trainyard.trainer.inspect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.trainyard.contract.Wire;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.spec.ParameterCheck;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code inspect} was told.
 *
 * @param names of architectures, in order
 * @param compare whether to print one row a network
 * @param size edge of the input in pixels, else each architecture's own
 * @param channels of the input, else each architecture's own
 * @param classes that the heads tell apart, else each architecture's own
 * @param settings parameters as they were written
 */
record InspectOptions(
        List<String> names,
        boolean compare,
        boolean json,
        Optional<Integer> size,
        Optional<Integer> channels,
        Optional<Integer> classes,
        Map<String, String> settings) {
    private static final int MOST = 1 << 16;

    InspectOptions {
        names = List.copyOf(names);
        settings = Map.copyOf(settings);
    }

    /**
     * Reads the words.
     *
     * @throws IllegalArgumentException with a sentence where they make no sense
     */
    static InspectOptions parse(List<String> arguments) {
        List<String> names = new ArrayList<>();
        Map<String, String> settings = new LinkedHashMap<>();
        boolean compare = false;
        boolean json = false;
        Optional<Integer> size = Optional.empty();
        Optional<Integer> channels = Optional.empty();
        Optional<Integer> classes = Optional.empty();
        for (int place = 0; place < arguments.size(); place++) {
            String word = arguments.get(place);
            switch (word) {
                case "--compare" -> compare = true;
                case "--json" -> json = true;
                case "--size" -> size = Optional.of(number(arguments, ++place));
                case "--channels" -> channels = Optional.of(number(arguments, ++place));
                case "--classes" -> classes = Optional.of(number(arguments, ++place));
                case "--set" -> set(settings, value(arguments, ++place));
                default -> {
                    if (word.startsWith("-")) {
                        throw new IllegalArgumentException(
                                "'%s' is unknown; usage: %s".formatted(word, InspectCommand.USAGE));
                    }
                    names.add(word);
                }
            }
        }
        if (compare && names.isEmpty()) {
            throw new IllegalArgumentException(
                    "--compare needs the names of architectures; usage: " + InspectCommand.USAGE);
        }
        return new InspectOptions(names, compare, json, size, channels, classes, settings);
    }

    /**
     * The parameters of an architecture: as they were set, else its defaults.
     *
     * @throws io.trainyard.contract.spec.SpecException with every problem
     */
    ObjectNode parameters(ComponentDescriptor architecture) {
        ObjectNode given = Wire.json().createObjectNode();
        settings.forEach((key, value) -> given.set(key, json(value)));
        return ParameterCheck.complete(architecture, given);
    }

    /** {@code true}, {@code 0.5} and {@code 4} as what they are, any other word as a text. */
    private static JsonNode json(String value) {
        try {
            return Wire.json().readTree(value);
        } catch (JsonProcessingException word) {
            return TextNode.valueOf(value);
        }
    }

    private static void set(Map<String, String> settings, String assignment) {
        int equals = assignment.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException(
                    "--set takes PARAMETER=VALUE, not '%s'".formatted(assignment));
        }
        settings.put(assignment.substring(0, equals), assignment.substring(equals + 1));
    }

    private static String value(List<String> arguments, int place) {
        return place < arguments.size() ? arguments.get(place) : "nothing";
    }

    private static int number(List<String> arguments, int place) {
        String value = value(arguments, place);
        String problem =
                "%s takes a whole number from 1 to %d, not '%s'"
                        .formatted(arguments.get(place - 1), MOST, value);
        try {
            int number = Integer.parseInt(value);
            if (number > 0 && number <= MOST) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException(problem, noNumber);
        }
        throw new IllegalArgumentException(problem);
    }
}
