package io.trainyard.trainer.engine;

import io.trainyard.trainer.engine.graph.LayerScript;
import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.engine.graph.Node;
import io.trainyard.trainer.engine.graph.TensorSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Writes a recipe as TorchScript. Arguments come in the order in which {@link TrainableNetwork}
 * passes them; lists without elements are left out, since DJL cannot pass them.
 */
final class ProgramWriter {
    private static final String INDENT = "    ";

    private final Recipe recipe;
    private final TensorLists lists;
    private final UpdateWriter updates;
    private final MemoryFormat format;

    ProgramWriter(Recipe recipe, TensorLists lists) {
        this.recipe = recipe;
        this.lists = lists;
        this.updates = new UpdateWriter(recipe.update(), lists.of(TensorList.PARAMS));
        this.format = MemoryFormat.of(recipe.network());
    }

    Program write() {
        List<String> lines = new ArrayList<>();
        lines.add("op_version_set = 1");
        lines.add("class %s(Module):".formatted(Program.CLASS_NAME));
        lines.add("  __parameters__ = []");
        lines.add("  __buffers__ = []");
        lines.add("  training : bool");
        if (!lists.of(TensorList.PARAMS).isEmpty()) {
            lines.addAll(step());
            updates.methods()
                    .forEach(each ->
                            lines.addAll(
                                    method(
                                            each.name(),
                                            each.arguments(),
                                            "NoneType",
                                            each.body())));
        }
        lines.addAll(evaluate());
        lines.addAll(logits());
        return new Program(String.join("\n", lines) + "\n");
    }

    /**
     * One training step: returns the loss and the number of correct predictions, float64 (2). Where
     * batches accumulate, {@code weight} is the batch's share of the update, and {@code last} tells
     * that it completes it.
     */
    private List<String> step() {
        boolean accumulates = recipe.update().accumulates();
        List<String> body = new ArrayList<>(forward(true));
        body.addAll(loss());
        body.add("maybe_gradients = torch.grad([loss], params)");
        body.add("gradients = annotate(List[Tensor], [])");
        body.add("for i in range(torch.len(params)):");
        String gradient = "ops.prim.unchecked_unwrap_optional(maybe_gradients[i])";
        body.add("  _0 = torch.append(gradients, %s)".formatted(format.gradient(gradient)));
        body.add("torch.set_grad_enabled(False)");
        if (accumulates) {
            body.add("torch._foreach_add_(accumulated, torch._foreach_mul(gradients, weight))");
            body.add("if bool(last):");
            body.add("  gradients = accumulated");
            updates.statements().forEach(line -> body.add("  " + line));
            body.add("  torch._foreach_zero_(accumulated)");
        } else {
            body.addAll(updates.statements());
        }
        if (!lists.of(TensorList.COUNTERS).isEmpty()) {
            body.add("torch._foreach_add_(counters, 1)");
        }
        body.add("correct = torch.sum(torch.eq(torch.argmax(logits, 1), labels))");
        body.add("result = torch.stack([torch.to(loss, 7), torch.to(correct, 7)])");
        body.add("torch.set_grad_enabled(True)");
        body.add("return result");

        List<String> arguments = new ArrayList<>(List.of("pixels: Tensor", "labels: Tensor"));
        arguments.addAll(networkArguments());
        if (!lists.of(TensorList.COUNTERS).isEmpty()) {
            arguments.add("counters: List[Tensor]");
        }
        recipe.update().slots().forEach(slot -> arguments.add(slot.name() + ": List[Tensor]"));
        if (accumulates) {
            arguments.addAll(
                    List.of("accumulated: List[Tensor]", "weight: Tensor", "last: Tensor"));
        }
        arguments.add("lr: Tensor");
        return method("step", arguments, "Tensor", body);
    }

    /** The loss of the logits, and that of auxiliary ones by their weight. */
    private List<String> loss() {
        List<String> lines = new ArrayList<>();
        List<Network.Auxiliary> auxiliaries = recipe.network().auxiliaries();
        for (int place = 0; place < auxiliaries.size(); place++) {
            lines.add("logits = " + variable(auxiliaries.get(place).node()));
            lines.add("auxiliary%d = %s".formatted(place, recipe.loss().mean()));
        }
        lines.add("logits = " + variable(recipe.network().nodes().size() - 1));
        lines.add("loss = " + recipe.loss().mean());
        for (int place = 0; place < auxiliaries.size(); place++) {
            lines.add(
                    "loss = torch.add(loss, auxiliary%d, alpha=%s)"
                            .formatted(place, auxiliaries.get(place).weight()));
        }
        return lines;
    }

    /** Measures a batch: returns the summed loss () and the predicted classes (B), int64. */
    private List<String> evaluate() {
        List<String> body = new ArrayList<>(forward(false));
        body.add("loss = " + recipe.loss().sum());
        body.add("return (torch.to(loss, 7), torch.argmax(logits, 1))");
        List<String> arguments =
                Stream.concat(
                                Stream.of("pixels: Tensor", "labels: Tensor"),
                                networkArguments().stream())
                        .toList();
        return method("evaluate", arguments, "Tuple[Tensor, Tensor]", body);
    }

    /** Predicts a batch: returns the logits (B, classes). */
    private List<String> logits() {
        List<String> body = new ArrayList<>(forward(false));
        body.add("return logits");
        List<String> arguments =
                Stream.concat(Stream.of("pixels: Tensor"), networkArguments().stream()).toList();
        return method("logits", arguments, "Tensor", body);
    }

    /** Pixels (B, C, H, W), uint8 or float, to {@code logits} (B, classes). */
    private List<String> forward(boolean training) {
        Network network = recipe.network();
        List<String> lines = new ArrayList<>();
        lines.add(
                "%s = torch.addcmul(shift, torch.to(pixels, %d), scale)"
                        .formatted(variable(Network.INPUT), recipe.precision().scriptCode()));
        lines.addAll(format.arrange(variable(Network.INPUT)));
        List<Integer> computed =
                training
                        ? IntStream.range(0, network.nodes().size()).boxed().toList()
                        : network.evaluated();
        Map<Integer, Long> readers =
                computed.stream()
                        .flatMap(index -> network.nodes().get(index).inputs().stream())
                        .collect(
                                Collectors.groupingBy(
                                        index -> index, HashMap::new, Collectors.counting()));
        for (int index : computed) {
            Node node = network.nodes().get(index);
            List<String> inputs = node.inputs().stream().map(ProgramWriter::variable).toList();
            lines.add(
                    "%s = %s"
                            .formatted(
                                    variable(index),
                                    node.layer().script(scope(node, training, readers), inputs)));
        }
        lines.add("logits = " + variable(network.nodes().size() - 1));
        return lines;
    }

    private LayerScript scope(Node node, boolean training, Map<Integer, Long> readers) {
        boolean trains = training && TensorLists.trains(recipe, node);
        return new LayerScript() {
            @Override
            public String tensor(String name) {
                return lists.expression(TensorSpec.key(node.name(), name));
            }

            @Override
            public String training() {
                return trains ? "True" : "False";
            }

            @Override
            public boolean mayOverwriteInput() {
                int input = node.inputs().getFirst();
                return input != Network.INPUT
                        && readers.getOrDefault(input, 0L) == 1
                        && !recipe.network().nodes().get(input).layer().sharesInput();
            }
        };
    }

    private List<String> networkArguments() {
        List<String> arguments = new ArrayList<>(List.of("scale: Tensor", "shift: Tensor"));
        Stream.of(TensorList.PARAMS, TensorList.FROZEN, TensorList.BUFFERS)
                .filter(list -> !lists.of(list).isEmpty())
                .forEach(list -> arguments.add(list.scriptName() + ": List[Tensor]"));
        return arguments;
    }

    private static List<String> method(
            String name, List<String> arguments, String result, List<String> body) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "  def %s(self: __torch__.%s, %s) -> %s:"
                        .formatted(name, Program.CLASS_NAME, String.join(", ", arguments), result));
        body.forEach(line -> lines.add(INDENT + line));
        return lines;
    }

    private static String variable(int index) {
        return "v" + (index + 1);
    }
}
