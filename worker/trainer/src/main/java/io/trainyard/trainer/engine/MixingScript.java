package io.trainyard.trainer.engine;

import java.util.List;

/**
 * {@link Mixing} in TorchScript: the part of a training step that mixes normalised inputs and
 * weighs the two losses. {@code labels} are a batch's own; {@code others} those of the neighbours.
 */
final class MixingScript {
    /** The argument, float64: the numbers of {@link Mixing#writeTo}. */
    static final String ARGUMENT = "mixing";

    private MixingScript() {}

    /** Statements that mix the inputs (B, C, H, W) of that name. */
    static List<String> inputs(String name) {
        String columns = "int(mixing[1]), int(mixing[3])";
        String rows = "int(mixing[2]), int(mixing[4])";
        String box = "torch.slice(torch.slice(%s, 2, " + rows + "), 3, " + columns + ")";
        return List.of(
                "share = float(mixing[0])",
                "own = labels",
                "others = torch.roll(labels, [1], [0])",
                "neighbours = torch.roll(%s, [1], [0])".formatted(name),
                "if bool(torch.gt(mixing[3], mixing[1])):",
                // The inputs are this step's own, so that they can be written to.
                "  _1 = torch.copy_(%s, %s)"
                        .formatted(box.formatted(name), box.formatted("neighbours")),
                "else:",
                "  %s = torch.add(torch.mul(neighbours, torch.sub(1., share)), torch.mul(%s, share))"
                        .formatted(name, name));
    }

    /** Statements that set a variable to the mixed loss, whose mean is given. */
    static List<String> loss(String variable, String mean) {
        return List.of(
                "%s = torch.mul(%s, share)".formatted(variable, mean),
                "labels = others",
                "%s = torch.add(%s, torch.mul(%s, torch.sub(1., share)))"
                        .formatted(variable, variable, mean),
                "labels = own");
    }

    /** Statements after which {@code labels} are those that weigh more: their own at a tie. */
    static List<String> dominantLabels() {
        return List.of("if torch.lt(share, 0.5):", "  labels = others");
    }
}
