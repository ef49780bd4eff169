package io.trainyard.contract.spec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A place in a spec that takes its weights from the best checkpoint of a run that has ended: {@code
 * run:ID}.
 *
 * @param path of the place, such as {@code model.weights}
 * @param holder has the reference under {@code weights}
 */
public record RunWeights(String path, ObjectNode holder) {
    private static final String PREFIX = "run:";
    private static final String KEY = "weights";

    /** Whether weights are those of a run. */
    public static boolean isReference(String weights) {
        return weights.startsWith(PREFIX);
    }

    /** Every such place of a complete spec. */
    public static List<RunWeights> in(ObjectNode spec) {
        List<RunWeights> found = new ArrayList<>();
        add(found, "model", spec.path("model"));
        JsonNode members = spec.path("ensemble").path("members");
        for (int place = 0; place < members.size(); place++) {
            add(found, "ensemble.members[%d]".formatted(place), members.path(place));
        }
        add(
                found,
                "training.distillation.teacher",
                spec.path("training").path("distillation").path("teacher"));
        return found;
    }

    private static void add(List<RunWeights> found, String path, JsonNode holder) {
        if (holder instanceof ObjectNode object && isReference(object.path(KEY).asText())) {
            found.add(new RunWeights(path + "." + KEY, object));
        }
    }

    /** The run's id, or the beginning of it. */
    public String id() {
        return holder.path(KEY).asText().substring(PREFIX.length());
    }

    /** The network that the weights are for. */
    public String architecture() {
        return holder.path("architecture").path("kind").asText();
    }

    /** Makes it the reference to a run by its whole id. */
    public void name(String id) {
        holder.put(KEY, PREFIX + id);
    }

    /** Puts the weights' file in the reference's place. */
    public void locate(String file) {
        holder.put(KEY, file);
    }
}
