package io.trainyard.trainer.preview;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.contract.spec.ParameterCheck;
import io.trainyard.contract.spec.Problem;
import io.trainyard.contract.spec.SpecException;
import io.trainyard.trainer.image.Pixels;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One operation with given parameters, as torchvision.transforms.v2.functional has it: nothing is
 * random.
 *
 * @param name torchvision's
 * @param aliases other spellings of parameters
 * @param parameters their schema
 * @param function what it does
 */
record PinnedOperation(
        String name, Map<String, String> aliases, Schema parameters, Function function) {
    private static final Pattern WORD = Pattern.compile("_([a-z])");

    /** An operation on one image. */
    @FunctionalInterface
    interface Function {
        /**
         * The changed image.
         *
         * @param parameters complete
         */
        Pixels apply(Pixels image, JsonNode parameters);
    }

    /**
     * Applies it.
     *
     * @param given parameters, also in snake case
     * @throws IllegalArgumentException with every problem
     */
    Pixels apply(Pixels image, JsonNode given) {
        try {
            ComponentDescriptor descriptor =
                    ComponentDescriptor.of(ComponentType.AUGMENTATION, name, "pinned", parameters);
            return function.apply(image, ParameterCheck.complete(descriptor, spelled(given)));
        } catch (SpecException invalid) {
            throw new IllegalArgumentException(
                    invalid.problems().stream()
                            .map(Problem::message)
                            .collect(Collectors.joining(System.lineSeparator())),
                    invalid);
        }
    }

    private ObjectNode spelled(JsonNode given) {
        if (!given.isObject()) {
            throw new IllegalArgumentException(
                    "the parameters of %s are an object, such as {\"degrees\": 13}, not %s"
                            .formatted(name, given));
        }
        ObjectNode spelled = ((ObjectNode) given).objectNode();
        given.properties()
                .forEach(entry -> {
                    String camel =
                            WORD.matcher(entry.getKey())
                                    .replaceAll(found -> found.group(1).toUpperCase(Locale.ROOT));
                    spelled.set(aliases.getOrDefault(camel, camel), entry.getValue());
                });
        return spelled;
    }
}
