package io.trainyard.trainer.optim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.trainer.component.Parameters;
import io.trainyard.trainer.engine.UpdateRule;
import java.util.List;

/**
 * LAMB for large batches: You et al. 2019 (arXiv 1904.00962, version 5), algorithm 2, with both
 * moments corrected for their start and phi the identity. Each tensor's step is scaled to the norm
 * of its weights; where a norm is 0 it is taken as it is. Gradients are clipped only where {@code
 * training.clipping} says so.
 */
final class Lamb implements Optimizer {
    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.OPTIMIZER,
                "lamb",
                "Adam with a trust ratio a tensor, for large batches (You et al. 2019, algorithm 2)",
                AdamRule.schema("share of a weight that is added to each direction", 0.01, 1e-6));
    }

    @Override
    public UpdateRule rule(ObjectNode parameters, boolean cyclesMomentum) {
        AdamRule.Config config = Parameters.bind(parameters, AdamRule.Config.class);
        String beta1 = Optimizer.momentum(config.beta1(), cyclesMomentum);
        return new UpdateRule(
                AdamRule.SLOTS,
                List.of(
                        "torch._foreach_add_(step, 1)",
                        "count = float(step[0])",
                        "rate = float(lr)",
                        "torch._foreach_lerp_(exp_avg, gradients, torch.sub(1., %s))"
                                .formatted(beta1),
                        "torch._foreach_mul_(exp_avg_sq, %s)".formatted(config.beta2()),
                        "torch._foreach_addcmul_(exp_avg_sq, gradients, gradients, %s)"
                                .formatted(1 - config.beta2()),
                        "directions = torch._foreach_div(exp_avg, torch.sub(1., torch.pow(%s, count)))"
                                .formatted(beta1),
                        "roots = torch._foreach_div(exp_avg_sq, torch.sub(1., torch.pow(%s, count)))"
                                .formatted(config.beta2()),
                        "torch._foreach_sqrt_(roots)",
                        "torch._foreach_add_(roots, %s)".formatted(config.epsilon()),
                        "torch._foreach_div_(directions, roots)",
                        "torch._foreach_add_(directions, params, alpha=%s)"
                                .formatted(config.weightDecay()),
                        "weight_norms = torch._foreach_norm(params, 2)",
                        "norms = torch._foreach_norm(directions, 2)",
                        "for i in range(torch.len(params)):",
                        "  weight_norm = weight_norms[i]",
                        "  norm = norms[i]",
                        "  usable = torch.logical_and(torch.gt(weight_norm, 0), torch.gt(norm, 0))",
                        "  trust = torch.where(usable, torch.div(weight_norm, norm), torch.ones_like(norm))",
                        "  moved = torch.sub_(params[i], torch.mul(directions[i], torch.mul(trust, rate)))"),
                cyclesMomentum);
    }
}
