package io.trainyard.trainer.engine;

import io.trainyard.trainer.engine.Update.Group;
import io.trainyard.trainer.engine.UpdateRule.Slot;
import io.trainyard.trainer.engine.graph.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Writes an update as TorchScript: a method a group, and the statements that call them. */
final class UpdateWriter {
    /** What clip_grad_norm_ adds to the norm that it divides by. */
    private static final double CLIP_EPSILON = 1e-6;

    private final Update update;
    private final List<TensorSpec> params;

    /**
     * For one program.
     *
     * @param params in the order of the program's list
     */
    UpdateWriter(Update update, List<TensorSpec> params) {
        this.update = update;
        this.params = List.copyOf(params);
    }

    /** The methods of groups that have parameters, by place. */
    List<Method> methods() {
        return used().map(place -> new Method(method(place), arguments(place), body(place)))
                .toList();
    }

    /**
     * A method that returns nothing.
     *
     * @param arguments with their types
     */
    record Method(String name, List<String> arguments, List<String> body) {
        Method {
            arguments = List.copyOf(arguments);
            body = List.copyOf(body);
        }
    }

    /** Statements over {@code gradients}, {@code params}, the slots and {@code lr}, (groups). */
    List<String> statements() {
        List<String> lines = new ArrayList<>(clipping());
        used().forEach(place -> {
            Group group = update.groups().get(place);
            List<Integer> members =
                    IntStream.range(0, params.size())
                            .filter(index -> group.parameters().contains(params.get(index).name()))
                            .boxed()
                            .toList();
            List<String> passed = new ArrayList<>();
            lists().forEach(list -> passed.add(subset(list, members)));
            passed.add("torch.select(lr, 0, %d)".formatted(group.rate()));
            if (group.rule().cyclesMomentum()) {
                passed.add("torch.select(lr, 0, %d)".formatted(update.rates() - 1));
            }
            lines.add(
                    "%s_done = (self).%s(%s)"
                            .formatted(method(place), method(place), String.join(", ", passed)));
        });
        return lines;
    }

    private List<String> clipping() {
        List<String> lines = new ArrayList<>();
        Double value = update.clipping().value();
        if (value != null) {
            lines.add("gradients = torch._foreach_clamp_min(gradients, %s)".formatted(-value));
            lines.add("gradients = torch._foreach_clamp_max(gradients, %s)".formatted(value));
        }
        Double norm = update.clipping().norm();
        if (norm != null) {
            lines.add("norms = torch.stack(torch._foreach_norm(gradients, 2))");
            lines.add("total = torch.linalg_vector_norm(norms, 2)");
            lines.add(
                    "share = torch.clamp(torch.mul(torch.reciprocal(torch.add(total, %s)), %s), None, 1.)"
                            .formatted(CLIP_EPSILON, norm));
            lines.add("gradients = torch._foreach_mul(gradients, share)");
        }
        return lines;
    }

    private List<String> body(int place) {
        List<String> body = new ArrayList<>(update.groups().get(place).rule().script());
        body.add("return None");
        return body;
    }

    private List<String> arguments(int place) {
        List<String> arguments = new ArrayList<>();
        lists().forEach(list -> arguments.add(list + ": List[Tensor]"));
        arguments.add("lr: Tensor");
        if (update.groups().get(place).rule().cyclesMomentum()) {
            arguments.add("momentum: Tensor");
        }
        return arguments;
    }

    private Stream<String> lists() {
        return Stream.concat(
                Stream.of("params", "gradients"), update.slots().stream().map(Slot::name));
    }

    private String subset(String list, List<Integer> members) {
        if (members.size() == params.size()) {
            return list;
        }
        return members.stream().map(index -> "%s[%d]".formatted(list, index)).toList().toString();
    }

    /** Groups whose parameters are all frozen have nothing to change. */
    private Stream<Integer> used() {
        return IntStream.range(0, update.groups().size())
                .filter(place ->
                        params.stream()
                                .anyMatch(parameter ->
                                        update.groups()
                                                .get(place)
                                                .parameters()
                                                .contains(parameter.name())))
                .boxed();
    }

    private static String method(int place) {
        return "update" + place;
    }
}
