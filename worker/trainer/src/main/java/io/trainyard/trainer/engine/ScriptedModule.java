package io.trainyard.trainer.engine;

import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.engine.graph.TensorShape;
import io.trainyard.trainer.engine.graph.TensorSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A network in evaluation mode as a TorchScript module with its weights inside: {@code
 * forward(input)} takes (B, C, H, W) and returns the logits (B, classes). Its submodules are those
 * of the state_dict, so {@code state_dict()} has torchvision's keys.
 */
final class ScriptedModule {
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*");
    private static final String SCALE = "input_scale";
    private static final String SHIFT = "input_shift";

    private final Network network;
    private final Optional<ChannelScale> scale;
    private final List<String> classes = new ArrayList<>();
    private final ScriptObject root;

    /**
     * A module.
     *
     * @param weights every tensor of the network
     * @param scale what it does to its input first; else the input is float32 and goes in as it is
     */
    ScriptedModule(Network network, List<TensorBytes> weights, Optional<ChannelScale> scale) {
        this.network = network;
        this.scale = scale;
        Branch tree = new Branch();
        Map<String, TensorBytes> byName =
                weights.stream().collect(Collectors.toMap(TensorBytes::name, Function.identity()));
        for (TensorSpec tensor : network.tensors()) {
            TensorBytes bytes = byName.get(tensor.name());
            if (bytes == null) {
                throw new IllegalArgumentException("'%s' is missing".formatted(tensor.name()));
            }
            tree.add(List.of(tensor.name().split("\\.")), tensor, bytes);
        }
        scale.ifPresent(each -> {
            tree.tensors.put(SCALE, channels(each.scale()));
            tree.tensors.put(SHIFT, channels(each.shift()));
        });
        this.root = declare(tree, Optional.of(forward()));
    }

    /** Writes the archive. */
    void write(OutputStream target, Map<String, String> extra) throws IOException {
        ScriptArchive.write(
                target,
                new Program("op_version_set = 1\n" + String.join("\n", classes) + "\n"),
                root,
                extra);
    }

    /** One module of the tree while it is put together. */
    private static final class Branch {
        private final Map<String, TensorBytes> tensors = new LinkedHashMap<>();
        private final Set<String> parameters = new java.util.LinkedHashSet<>();
        private final Map<String, Branch> children = new LinkedHashMap<>();

        void add(List<String> path, TensorSpec spec, TensorBytes bytes) {
            if (path.size() > 1) {
                children.computeIfAbsent(path.getFirst(), _ -> new Branch())
                        .add(path.subList(1, path.size()), spec, bytes);
                return;
            }
            tensors.put(path.getFirst(), bytes);
            if (spec.role() == TensorSpec.Role.PARAMETER) {
                parameters.add(path.getFirst());
            }
        }
    }

    /** Declares a class for a module, after those of its children, and makes its instance. */
    private ScriptObject declare(Branch branch, Optional<List<String>> forward) {
        Map<String, ScriptObject> children = new LinkedHashMap<>();
        branch.children.forEach(
                (name, child) -> children.put(name, declare(child, Optional.empty())));
        // The root comes last and gets the program's name.
        String name = forward.isPresent() ? Program.CLASS_NAME : "Module" + classes.size();
        List<String> buffers =
                branch.tensors.keySet().stream()
                        .filter(tensor -> !branch.parameters.contains(tensor))
                        .toList();
        List<String> lines = new ArrayList<>();
        lines.add("class %s(Module):".formatted(name));
        lines.add("  __parameters__ = " + texts(branch.parameters));
        lines.add("  __buffers__ = " + texts(buffers));
        branch.tensors.keySet().forEach(tensor -> lines.add(attribute(tensor, "Tensor")));
        lines.add(attribute("training", "bool"));
        children.forEach(
                (child, object) -> lines.add(attribute(child, "__torch__." + object.className())));
        forward.ifPresent(lines::addAll);
        classes.add(String.join("\n", lines));
        return new ScriptObject(name, branch.tensors, branch.parameters, children);
    }

    private List<String> forward() {
        List<String> lines = new ArrayList<>();
        lines.add(
                "  def forward(self: __torch__.%s, input: Tensor) -> Tensor:"
                        .formatted(Program.CLASS_NAME));
        String input =
                scale.isPresent()
                        ? "torch.addcmul(self.%s, torch.to(input, %d), self.%s)"
                                .formatted(SHIFT, ElementType.FLOAT32.scriptCode(), SCALE)
                        : "input";
        NetworkScript script =
                new NetworkScript(
                        network,
                        "v",
                        ScriptedModule::expression,
                        ElementType.FLOAT32,
                        NetworkScript.Mode.EVALUATION);
        lines.add("    %s = %s".formatted(script.name(Network.INPUT), input));
        script.lines().forEach(line -> lines.add("    " + line));
        lines.add("    return " + script.logits());
        return lines;
    }

    /** The expression of a tensor, such as {@code getattr(self.layer1, "0").conv1.weight}. */
    private static String expression(String key) {
        String expression = "self";
        for (String part : key.split("\\.")) {
            expression =
                    IDENTIFIER.matcher(part).matches()
                            ? expression + "." + part
                            : "getattr(%s, \"%s\")".formatted(expression, part);
        }
        return expression;
    }

    private static String attribute(String name, String type) {
        return IDENTIFIER.matcher(name).matches()
                ? "  %s : %s".formatted(name, type)
                : "  __annotations__[\"%s\"] = %s".formatted(name, type);
    }

    private static String texts(Iterable<String> names) {
        StringBuilder list = new StringBuilder("[");
        names.forEach(name -> list.append('"').append(name).append("\", "));
        return list.append(']').toString();
    }

    private static TensorBytes channels(List<Double> values) {
        TensorBytes tensor =
                TensorBytes.zeros(
                        "channels", ElementType.FLOAT32, TensorShape.of(1, values.size(), 1, 1));
        for (int channel = 0; channel < values.size(); channel++) {
            tensor.set(channel, values.get(channel));
        }
        return tensor;
    }
}
