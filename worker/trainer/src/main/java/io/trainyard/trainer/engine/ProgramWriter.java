package io.trainyard.trainer.engine;

import io.trainyard.trainer.engine.Techniques.Averaging;
import io.trainyard.trainer.engine.graph.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
    private final @Nullable FrozenPrefix prefix;

    ProgramWriter(Recipe recipe, TensorLists lists) {
        this.recipe = recipe;
        this.lists = lists;
        this.updates = new UpdateWriter(recipe.update(), lists.of(TensorList.PARAMS));
        this.format = MemoryFormat.of(recipe.network());
        this.prefix = FrozenPrefix.of(recipe).orElse(null);
    }

    Program write() {
        List<String> lines = new ArrayList<>();
        lines.add("op_version_set = 1");
        lines.add("class %s(Module):".formatted(Program.CLASS_NAME));
        lines.add("  __parameters__ = []");
        lines.add("  __buffers__ = []");
        lines.add("  training : bool");
        if (!lists.of(TensorList.PARAMS).isEmpty()) {
            lines.addAll(step(Beginning.PIXELS));
            if (prefix != null) {
                lines.addAll(step(Beginning.FEATURES));
            }
            updates.methods()
                    .forEach(each ->
                            lines.addAll(
                                    method(
                                            each.name(),
                                            each.arguments(),
                                            "NoneType",
                                            each.body())));
        }
        if (recipe.techniques().averaging() != Averaging.NONE) {
            lines.addAll(average());
            lines.addAll(statistics(Beginning.PIXELS));
            if (prefix != null) {
                lines.addAll(statistics(Beginning.FEATURES));
            }
        }
        lines.addAll(evaluate(Beginning.PIXELS));
        if (prefix != null) {
            lines.addAll(features(prefix));
            lines.addAll(evaluate(Beginning.FEATURES));
        }
        lines.addAll(logits());
        return new Program(String.join("\n", lines) + "\n");
    }

    /**
     * One training step: returns the loss and the number of correct predictions, float64 (2). Where
     * batches accumulate, {@code weight} is the batch's share of the update, and {@code last} tells
     * that it completes it.
     */
    private List<String> step(Beginning beginning) {
        boolean accumulates = recipe.update().accumulates();
        NetworkScript network = trainedNetwork("");
        boolean mixes = recipe.techniques().mixes();
        List<String> body =
                new ArrayList<>(
                        forward(
                                network,
                                beginning,
                                mixes
                                        ? MixingScript.inputs(network.name(Network.INPUT))
                                        : List.of()));
        body.addAll(loss(network));
        body.addAll(DistillationScript.lines(recipe));
        body.add(
                recipe.techniques().scalesLoss()
                        ? "maybe_gradients = torch.grad([torch.mul(loss, scaler[0])], params)"
                        : "maybe_gradients = torch.grad([loss], params)");
        body.add("gradients = annotate(List[Tensor], [])");
        body.add("for i in range(torch.len(params)):");
        String gradient = "ops.prim.unchecked_unwrap_optional(maybe_gradients[i])";
        body.add("  _0 = torch.append(gradients, %s)".formatted(format.gradient(gradient)));
        body.add("torch.set_grad_enabled(False)");
        if (accumulates) {
            body.add("torch._foreach_add_(accumulated, torch._foreach_mul(gradients, weight))");
            body.add("if bool(last):");
            body.add("  gradients = accumulated");
            statements().forEach(line -> body.add("  " + line));
            body.add("  torch._foreach_zero_(accumulated)");
        } else {
            body.addAll(statements());
        }
        if (!lists.of(TensorList.COUNTERS).isEmpty()) {
            body.add("torch._foreach_add_(counters, 1)");
        }
        if (mixes) {
            body.addAll(MixingScript.dominantLabels());
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
        if (recipe.techniques().scalesLoss()) {
            arguments.add("scaler: List[Tensor]");
        }
        if (recipe.techniques().distillation() != null) {
            arguments.add(DistillationScript.TENSORS + ": List[Tensor]");
        }
        if (mixes) {
            arguments.add(MixingScript.ARGUMENT + ": Tensor");
        }
        if (accumulates) {
            arguments.addAll(
                    List.of("accumulated: List[Tensor]", "weight: Tensor", "last: Tensor"));
        }
        arguments.add("lr: Tensor");
        return method(beginning.method("step"), arguments, "Tensor", body);
    }

    private List<String> statements() {
        return recipe.techniques().scalesLoss()
                ? LossScalingScript.around(updates.statements())
                : updates.statements();
    }

    /** The loss of the logits, and that of auxiliary ones by their weight. */
    private List<String> loss(NetworkScript network) {
        List<String> lines = new ArrayList<>();
        List<Network.Auxiliary> auxiliaries = recipe.network().auxiliaries();
        for (int place = 0; place < auxiliaries.size(); place++) {
            lines.add("logits = " + network.logits(auxiliaries.get(place).node()));
            lines.addAll(mean("auxiliary" + place));
        }
        lines.add("logits = " + network.logits());
        lines.addAll(mean("loss"));
        for (int place = 0; place < auxiliaries.size(); place++) {
            lines.add(
                    "loss = torch.add(loss, auxiliary%d, alpha=%s)"
                            .formatted(place, auxiliaries.get(place).weight()));
        }
        return lines;
    }

    /** Sets a variable to the mean loss of {@code logits}. */
    private List<String> mean(String variable) {
        return recipe.techniques().mixes()
                ? MixingScript.loss(variable, recipe.loss().mean())
                : List.of("%s = %s".formatted(variable, recipe.loss().mean()));
    }

    /** Moves averaged tensors towards the current ones by a share of the way. */
    private List<String> average() {
        return method(
                "average",
                List.of("averaged: List[Tensor]", "current: List[Tensor]", "share: Tensor"),
                "Tensor",
                List.of("torch._foreach_lerp_(averaged, current, float(share))", "return share"));
    }

    /** Takes a batch into the running statistics alone, with a share of {@code share}. */
    private List<String> statistics(Beginning beginning) {
        List<String> body = new ArrayList<>();
        body.add("torch.set_grad_enabled(False)");
        body.addAll(forward(trainedNetwork("float(share)"), beginning));
        body.add("torch.set_grad_enabled(True)");
        body.add("return torch.sum(logits)");
        List<String> arguments = new ArrayList<>(List.of("pixels: Tensor"));
        arguments.addAll(networkArguments());
        arguments.add("share: Tensor");
        return method(beginning.method("statistics"), arguments, "Tensor", body);
    }

    /** Measures a batch: returns the summed loss () and the probabilities (B, classes), float64. */
    private List<String> evaluate(Beginning beginning) {
        List<String> body =
                new ArrayList<>(forward(network(NetworkScript.Mode.EVALUATION), beginning));
        body.add("loss = " + recipe.loss().sum());
        body.add("return (torch.to(loss, 7), torch.softmax(logits, 1, 7))");
        List<String> arguments =
                Stream.concat(
                                Stream.of("pixels: Tensor", "labels: Tensor"),
                                networkArguments().stream())
                        .toList();
        return method(beginning.method("evaluate"), arguments, "Tuple[Tensor, Tensor]", body);
    }

    /** Predicts a batch: returns the logits (B, classes). */
    private List<String> logits() {
        List<String> body =
                new ArrayList<>(forward(network(NetworkScript.Mode.EVALUATION), Beginning.PIXELS));
        body.add("return logits");
        List<String> arguments =
                Stream.concat(Stream.of("pixels: Tensor"), networkArguments().stream()).toList();
        return method("logits", arguments, "Tensor", body);
    }

    /** What the frozen prefix makes of pixels, in evaluation mode and row-major order. */
    private List<String> features(FrozenPrefix known) {
        NetworkScript network = network(NetworkScript.Mode.EVALUATION);
        List<String> body = new ArrayList<>();
        body.add(scaled(network));
        body.addAll(format.arrange(network.name(Network.INPUT)));
        body.addAll(network.lines(Network.INPUT, known.cut()));
        body.add("return torch.contiguous(%s)".formatted(network.name(known.cut())));
        List<String> arguments =
                Stream.concat(Stream.of("pixels: Tensor"), networkArguments().stream()).toList();
        return method("features", arguments, "Tensor", body);
    }

    private List<String> forward(NetworkScript network, Beginning beginning) {
        return forward(network, beginning, List.of());
    }

    /**
     * The batch to {@code logits} (B, classes): pixels (B, C, H, W), uint8 or float, or what the
     * frozen prefix made of them.
     *
     * @param normalised statements between normalisation and the first layer
     */
    private List<String> forward(
            NetworkScript network, Beginning beginning, List<String> normalised) {
        List<String> lines = new ArrayList<>();
        if (beginning == Beginning.FEATURES && prefix != null) {
            lines.add("%s = pixels".formatted(network.name(prefix.cut())));
            lines.addAll(network.lines(prefix.cut(), recipe.network().nodes().size() - 1));
        } else {
            lines.add(scaled(network));
            lines.addAll(normalised);
            lines.addAll(format.arrange(network.name(Network.INPUT)));
            lines.addAll(network.lines());
        }
        lines.add("logits = " + network.logits());
        return lines;
    }

    private String scaled(NetworkScript network) {
        return "%s = torch.addcmul(shift, torch.to(pixels, %d), scale)"
                .formatted(network.name(Network.INPUT), recipe.precision().scriptCode());
    }

    private NetworkScript network(NetworkScript.Mode mode) {
        return new NetworkScript(
                recipe.network(), "v", lists::expression, recipe.precision(), mode);
    }

    private NetworkScript trainedNetwork(String momentum) {
        return network(
                new NetworkScript.Mode(
                        true,
                        node -> TensorLists.trains(recipe, node),
                        recipe.techniques().computation(),
                        momentum));
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
}
