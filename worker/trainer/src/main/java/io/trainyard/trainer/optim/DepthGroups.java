package io.trainyard.trainer.optim;

import io.trainyard.trainer.engine.graph.TensorSpec;
import io.trainyard.trainer.optim.ParameterGroups.Members;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Groups by depth, the learning rate falling from the head to the first layer (Clark et al. 2020,
 * ELECTRA, appendix A). A depth is a block: the module that a name leads to up to its first number
 * ({@code layer1.0}, {@code features.3}, {@code encoder.layers.encoder_layer_7}), else the module
 * that owns the parameter ({@code conv1}).
 */
final class DepthGroups {
    private static final Pattern NUMBERED =
            Pattern.compile("((?:[^.]+\\.)*?(?:[^.]+_)?[0-9]+)\\..*");

    private DepthGroups() {}

    static List<Members> members(List<TensorSpec> trained, double depthDecay, double weightDecay) {
        Map<String, List<TensorSpec>> blocks = new LinkedHashMap<>();
        trained.forEach(parameter ->
                blocks.computeIfAbsent(block(parameter.name()), _ -> new ArrayList<>())
                        .add(parameter));
        List<Members> members = new ArrayList<>();
        for (List<TensorSpec> block : blocks.values()) {
            int above = blocks.size() - 1 - members.size();
            members.add(new Members(block, Math.pow(depthDecay, above), weightDecay));
        }
        return members;
    }

    static String block(String name) {
        Matcher numbered = NUMBERED.matcher(name);
        if (numbered.matches()) {
            return numbered.group(1);
        }
        return name.substring(0, Math.max(0, name.lastIndexOf('.')));
    }
}
