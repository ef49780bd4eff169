package io.trainyard.trainer.trained;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.Wire;
import io.trainyard.contract.spec.Normalisation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a file's metadata say of its network; empty where they say nothing, as in anyone else's
 * file.
 *
 * @param architecture its name
 * @param parameters of the architecture
 * @param size edge of the input in pixels
 * @param classes names, in the order of the logits
 * @param normalisation that training applied
 */
record ModelDescription(
        Optional<String> architecture,
        Optional<ObjectNode> parameters,
        Optional<Integer> size,
        List<String> classes,
        Optional<Normalisation> normalisation) {
    private static final Pattern INPUT = Pattern.compile("\\(\\d{1,6}, (\\d{1,6}), \\d{1,6}\\)");

    ModelDescription {
        classes = List.copyOf(classes);
    }

    /** Reads the metadata that a checkpoint carries; whatever is malformed counts as absent. */
    static ModelDescription of(Map<String, String> metadata) {
        List<String> classes = new ArrayList<>();
        json(metadata, "classes").forEach(name -> classes.add(name.asText()));
        JsonNode normalisation = json(metadata, "normalisation");
        Matcher input = INPUT.matcher(metadata.getOrDefault("input", ""));
        return new ModelDescription(
                Optional.ofNullable(metadata.get("architecture")),
                json(metadata, "parameters") instanceof ObjectNode given
                        ? Optional.of(given)
                        : Optional.empty(),
                input.matches() ? Optional.of(Integer.valueOf(input.group(1))) : Optional.empty(),
                classes,
                normalisation.isTextual() || normalisation.isObject()
                        ? Optional.of(Normalisation.of(normalisation))
                        : Optional.empty());
    }

    private static JsonNode json(Map<String, String> metadata, String key) {
        try {
            String text = metadata.get(key);
            return text == null ? MissingNode.getInstance() : Wire.json().readTree(text);
        } catch (JsonProcessingException malformed) {
            return MissingNode.getInstance();
        }
    }
}
