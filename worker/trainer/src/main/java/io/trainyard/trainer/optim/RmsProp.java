package io.trainyard.trainer.optim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.trainer.component.Parameters;
import io.trainyard.trainer.engine.UpdateRule;
import io.trainyard.trainer.engine.UpdateRule.Slot;
import java.util.ArrayList;
import java.util.List;

/**
 * torch.optim.RMSprop: Hinton's lecture 6e, centered as in Graves 2013; epsilon is added after the
 * root. libtorch has no fused kernel for it, so these are torch's own statements on whole lists
 * (_multi_tensor_rmsprop).
 */
final class RmsProp implements Optimizer {
    /** The parameters, as torch names them. */
    record Config(
            double learningRate,
            double alpha,
            double epsilon,
            double momentum,
            boolean centered,
            double weightDecay) {}

    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.OPTIMIZER,
                "rmsprop",
                "gradients over their running root mean square (torch.optim.RMSprop)",
                ParameterGroups.schema(
                        Schema.object()
                                .with(
                                        "learningRate",
                                        "the rate a schedule starts from",
                                        Optimizer.rate(0.01))
                                .with(
                                        "alpha",
                                        "decay of the mean of squared gradients",
                                        Schema.number().atLeast(0).atMost(1).defaultsTo(0.99))
                                .with("epsilon", "added to the root", Optimizer.coefficient(1e-8))
                                .with(
                                        "momentum",
                                        "share of the last update that is kept",
                                        Optimizer.coefficient(0))
                                .with(
                                        "centered",
                                        "take the mean gradient out of the root: a variance",
                                        Schema.flag().defaultsTo(false))
                                .with("weightDecay", "L2 penalty", Optimizer.coefficient(0))));
    }

    @Override
    public UpdateRule rule(ObjectNode parameters, boolean cyclesMomentum) {
        Config config = Parameters.bind(parameters, Config.class);
        double rest = 1 - config.alpha;
        List<Slot> slots = new ArrayList<>(List.of(new Slot("square_avg", true)));
        List<String> script = new ArrayList<>();
        script.add(
                config.weightDecay == 0
                        ? "slopes = gradients"
                        : "slopes = torch._foreach_add(gradients, params, alpha=%s)"
                                .formatted(config.weightDecay));
        script.add("torch._foreach_mul_(square_avg, %s)".formatted(config.alpha));
        script.add("torch._foreach_addcmul_(square_avg, slopes, slopes, %s)".formatted(rest));
        if (config.centered) {
            slots.add(new Slot("grad_avg", true));
            script.add("torch._foreach_lerp_(grad_avg, slopes, %s)".formatted(rest));
            script.add("average = torch._foreach_addcmul(square_avg, grad_avg, grad_avg, -1)");
            script.add("torch._foreach_sqrt_(average)");
        } else {
            script.add("average = torch._foreach_sqrt(square_avg)");
        }
        script.add("torch._foreach_add_(average, %s)".formatted(config.epsilon));
        script.add("rate = torch.neg(float(lr))");
        if (config.momentum == 0 && !cyclesMomentum) {
            script.add("torch._foreach_addcdiv_(params, slopes, average, rate)");
        } else {
            slots.add(new Slot("momentum_buffer", true));
            script.add(
                    "torch._foreach_mul_(momentum_buffer, %s)"
                            .formatted(Optimizer.momentum(config.momentum, cyclesMomentum)));
            script.add("torch._foreach_addcdiv_(momentum_buffer, slopes, average, 1)");
            script.add("torch._foreach_add_(params, momentum_buffer, alpha=rate)");
        }
        return new UpdateRule(slots, script, cyclesMomentum);
    }
}
