package io.trainyard.trainer.optim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.trainer.component.Parameters;
import io.trainyard.trainer.engine.UpdateRule;
import io.trainyard.trainer.engine.UpdateRule.Slot;
import java.util.List;

/**
 * LARS for large batches: You, Gitman and Ginsburg 2017 (arXiv 1708.03888), algorithm 1. Each
 * tensor has a rate of its own, {@code trust * |w| / (|g| + decay * |w|)} times the schedule's, and
 * the momentum keeps what was multiplied by it. Where a norm is 0, as a bias's at first, the local
 * rate is 1.
 */
final class Lars implements Optimizer {
    record Config(
            double learningRate, double momentum, double trustCoefficient, double weightDecay) {}

    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.OPTIMIZER,
                "lars",
                "SGD with a rate a tensor, for large batches (You et al. 2017, algorithm 1)",
                ParameterGroups.schema(
                        Schema.object()
                                .require(
                                        "learningRate",
                                        "the rate a schedule starts from",
                                        Schema.number().above(0))
                                .with(
                                        "momentum",
                                        "share of the last update that is kept",
                                        Optimizer.coefficient(0.9))
                                .with(
                                        "trustCoefficient",
                                        "share of a tensor's norm that a step may move it (eta)",
                                        Schema.number().above(0).defaultsTo(0.001))
                                .with(
                                        "weightDecay",
                                        "L2 penalty (beta)",
                                        Optimizer.coefficient(5e-4))));
    }

    @Override
    public UpdateRule rule(ObjectNode parameters, boolean cyclesMomentum) {
        Config config = Parameters.bind(parameters, Config.class);
        return new UpdateRule(
                List.of(new Slot("momentum_buffer", true)),
                List.of(
                        "rate = float(lr)",
                        "weight_norms = torch._foreach_norm(params, 2)",
                        "norms = torch._foreach_norm(gradients, 2)",
                        "slopes = torch._foreach_add(gradients, params, alpha=%s)"
                                .formatted(config.weightDecay),
                        "torch._foreach_mul_(momentum_buffer, %s)"
                                .formatted(Optimizer.momentum(config.momentum, cyclesMomentum)),
                        "for i in range(torch.len(params)):",
                        "  weight_norm = weight_norms[i]",
                        "  norm = norms[i]",
                        "  usable = torch.logical_and(torch.gt(weight_norm, 0), torch.gt(norm, 0))",
                        "  divisor = torch.add(norm, weight_norm, alpha=%s)"
                                .formatted(config.weightDecay),
                        "  trusted = torch.mul(torch.div(weight_norm, divisor), %s)"
                                .formatted(config.trustCoefficient),
                        "  local = torch.where(usable, trusted, torch.ones_like(norm))",
                        "  kept = torch.add_(momentum_buffer[i], torch.mul(slopes[i], torch.mul(local, rate)))",
                        "  moved = torch.sub_(params[i], kept)"),
                cyclesMomentum);
    }
}
