package io.trainyard.trainer.optim;

import io.trainyard.contract.catalogue.Schema;
import io.trainyard.trainer.engine.UpdateRule;
import io.trainyard.trainer.engine.UpdateRule.Slot;
import java.util.List;

/**
 * What Adam, AdamW and LAMB share: the moments; and of the first two libtorch's fused kernels,
 * which differ in the weight decay alone.
 */
final class AdamRule {
    /** The parameters, as torch names them. */
    record Config(
            double learningRate, double beta1, double beta2, double epsilon, double weightDecay) {}

    static final List<Slot> SLOTS =
            List.of(
                    new Slot("exp_avg", true),
                    new Slot("exp_avg_sq", true),
                    new Slot("step", false));

    private AdamRule() {}

    static Schema schema(String weightDecay, double standardDecay, double standardEpsilon) {
        return ParameterGroups.schema(own(weightDecay, standardDecay, standardEpsilon));
    }

    private static Schema own(String weightDecay, double standardDecay, double standardEpsilon) {
        return Schema.object()
                .with("learningRate", "the rate a schedule starts from", Optimizer.rate(0.001))
                .with("beta1", "decay of the mean of gradients", beta(0.9))
                .with("beta2", "decay of the mean of squared gradients", beta(0.999))
                .with(
                        "epsilon",
                        "added to the root of the second moment",
                        Optimizer.coefficient(standardEpsilon))
                .with("weightDecay", weightDecay, Optimizer.coefficient(standardDecay));
    }

    static UpdateRule rule(String kernel, Config config, boolean cyclesMomentum) {
        return new UpdateRule(
                SLOTS,
                List.of(
                        "torch._foreach_add_(step, 1)",
                        ("%s(params, gradients, exp_avg, exp_avg_sq, [], step, lr=lr, beta1=%s, beta2=%s,"
                                        + " weight_decay=%s, eps=%s, amsgrad=False, maximize=False, grad_scale=None,"
                                        + " found_inf=None)")
                                .formatted(
                                        kernel,
                                        Optimizer.momentum(config.beta1, cyclesMomentum),
                                        config.beta2,
                                        config.weightDecay,
                                        config.epsilon)),
                cyclesMomentum);
    }

    private static Schema beta(double standard) {
        return Schema.number().atLeast(0).below(1).defaultsTo(standard);
    }
}
