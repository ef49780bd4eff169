package io.trainyard.client.cli.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.trainyard.contract.spec.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces {@code ${NAME}} in the texts of a parsed spec. Working on the tree, not on the file, a
 * value can neither break the syntax nor add keys, and comments may mention variables.
 */
final class Variables {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)}");

    private final Map<String, String> environment;
    private final List<Problem> missing = new ArrayList<>();

    Variables(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    /** Changes the tree, and returns a problem for each variable that is not set; it stays. */
    List<Problem> replaceIn(ObjectNode tree) {
        replaceInObject(tree, "");
        return List.copyOf(missing);
    }

    private void replaceInObject(ObjectNode object, String path) {
        for (var property : object.properties()) {
            String name = path.isEmpty() ? property.getKey() : path + "." + property.getKey();
            property.setValue(replaced(property.getValue(), name));
        }
    }

    private JsonNode replaced(JsonNode node, String path) {
        switch (node) {
            case ObjectNode object -> replaceInObject(object, path);
            case ArrayNode array -> {
                for (int index = 0; index < array.size(); index++) {
                    array.set(index, replaced(array.get(index), "%s[%d]".formatted(path, index)));
                }
            }
            case TextNode text -> {
                return TextNode.valueOf(replaced(text.textValue(), path));
            }
            default -> {
                // Numbers, booleans and nulls hold no variables.
            }
        }
        return node;
    }

    private String replaced(String text, String path) {
        return VARIABLE.matcher(text)
                .replaceAll(variable -> {
                    String value = environment.get(variable.group(1));
                    if (value == null) {
                        missing.add(problem(path, text, variable.group(1)));
                        return Matcher.quoteReplacement(variable.group());
                    }
                    return Matcher.quoteReplacement(value);
                });
    }

    private static Problem problem(String path, String text, String variable) {
        return new Problem(
                path,
                TextNode.valueOf(text),
                "%s '%s' needs the environment variable %s, which is not set"
                        .formatted(path, text, variable));
    }
}
