package io.trainyard.client.cli.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.trainyard.contract.spec.Problem;
import io.trainyard.contract.spec.SpecException;
import io.trainyard.contract.spec.SpecReader;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Changes of a spec as they are typed: {@code training.epochs=20}. */
public final class Changes {
    private static final Pattern KEY =
            Pattern.compile("[A-Za-z][A-Za-z0-9]*(\\.[A-Za-z][A-Za-z0-9]*)*");

    private Changes() {}

    /**
     * The merge patch that they make together; of a key given twice the later counts.
     *
     * @throws SpecException with every change that is none
     */
    public static ObjectNode read(List<String> changes) {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        List<Problem> problems = new ArrayList<>();
        for (String change : changes) {
            int equals = change.indexOf('=');
            String key = equals < 0 ? change : change.substring(0, equals);
            if (equals < 0 || !KEY.matcher(key).matches()) {
                problems.add(
                        new Problem(
                                "",
                                TextNode.valueOf(change),
                                "--set '%s' must be a key, '=' and a value, such as training.epochs=20"
                                        .formatted(change)));
                continue;
            }
            try {
                put(patch, key.split("\\."), value(change.substring(equals + 1)));
            } catch (SpecException unreadable) {
                unreadable.problems().stream()
                        .map(problem ->
                                new Problem(
                                        key,
                                        TextNode.valueOf(change),
                                        "--set '%s': %s".formatted(change, problem.message())))
                        .forEach(problems::add);
            }
        }
        if (!problems.isEmpty()) {
            throw new SpecException(problems);
        }
        return patch;
    }

    private static JsonNode value(String text) {
        return SpecReader.read("value: " + text).path("value");
    }

    private static void put(ObjectNode patch, String[] path, JsonNode value) {
        ObjectNode place = patch;
        for (int depth = 0; depth < path.length - 1; depth++) {
            JsonNode below = place.get(path[depth]);
            place = below instanceof ObjectNode object ? object : place.putObject(path[depth]);
        }
        place.set(path[path.length - 1], value);
    }
}
