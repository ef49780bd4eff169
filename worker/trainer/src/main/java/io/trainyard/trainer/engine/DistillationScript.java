package io.trainyard.trainer.engine;

import io.trainyard.trainer.engine.Techniques.Distillation;
import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.engine.graph.TensorSpec;
import io.trainyard.trainer.engine.graph.TensorSpec.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The teacher's part of a training step, on the inputs that the student has. */
final class DistillationScript {
    /** The list that the teacher's tensors travel in. */
    static final String TENSORS = "teacher";

    private DistillationScript() {}

    /** Statements after {@code logits} and {@code loss}; none where nobody teaches. */
    static List<String> lines(Recipe recipe) {
        Distillation distillation = recipe.techniques().distillation();
        if (distillation == null) {
            return List.of();
        }
        Map<String, String> expressions = expressions(distillation.teacher());
        NetworkScript teacher =
                new NetworkScript(
                        distillation.teacher(),
                        "t",
                        name -> expressions.getOrDefault(name, name),
                        recipe.precision(),
                        new NetworkScript.Mode(
                                false, _ -> false, recipe.techniques().computation(), ""));
        double temperature = distillation.temperature();
        List<String> lines = new ArrayList<>();
        lines.add("%s = v0".formatted(teacher.name(Network.INPUT)));
        // No tensor of the teacher asks for gradients, so none are kept.
        lines.addAll(teacher.lines());
        lines.add(
                "taught = torch.log_softmax(torch.div(%s, %s), 1)"
                        .formatted(teacher.logits(), temperature)); // (B, classes)
        lines.add("softened = torch.log_softmax(torch.div(logits, %s), 1)".formatted(temperature));
        lines.add("distance = torch.kl_div(softened, taught, 2, log_target=True)");
        // batchmean; T^2 keeps the size of the gradients whatever the temperature.
        lines.add(
                "distance = torch.mul(torch.div(distance, torch.size(logits, 0)), %s)"
                        .formatted(distillation.alpha() * temperature * temperature));
        lines.add(
                "loss = torch.add(distance, torch.mul(loss, %s))"
                        .formatted(1 - distillation.alpha()));
        return lines;
    }

    /** The tensors that an evaluation reads, in the order of the list. */
    static List<TensorSpec> tensors(Network teacher) {
        return teacher.tensors().stream().filter(each -> each.role() != Role.COUNTER).toList();
    }

    private static Map<String, String> expressions(Network teacher) {
        Map<String, String> expressions = new HashMap<>();
        for (TensorSpec tensor : tensors(teacher)) {
            expressions.put(tensor.name(), "%s[%d]".formatted(TENSORS, expressions.size()));
        }
        return expressions;
    }
}
