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
 * torch.optim.SGD: momentum, dampening, Nesterov (Sutskever et al. 2013), weight decay added to the
 * gradient.
 */
final class Sgd implements Optimizer {
    private static final String MOMENTUM_BUFFER = "momentum_buffer";

    /**
     * Counts updates where the first one differs: torch starts the buffer as the gradient,
     * undamped.
     */
    private static final String UPDATES = "updates";

    /** The parameters, as torch names them. */
    record Config(
            double learningRate,
            double momentum,
            double dampening,
            double weightDecay,
            boolean nesterov) {}

    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.OPTIMIZER,
                "sgd",
                "stochastic gradient descent with momentum (torch.optim.SGD)",
                ParameterGroups.schema(
                        Schema.object()
                                .with(
                                        "learningRate",
                                        "the rate a schedule starts from",
                                        Optimizer.rate(0.001))
                                .with(
                                        "momentum",
                                        "share of the last update that is kept",
                                        Optimizer.coefficient(0))
                                .with(
                                        "dampening",
                                        "share of the gradient kept out of the momentum",
                                        Optimizer.coefficient(0))
                                .with("weightDecay", "L2 penalty", Optimizer.coefficient(0))
                                .with(
                                        "nesterov",
                                        "look ahead along the momentum; needs momentum, without dampening",
                                        Schema.flag().defaultsTo(false))));
    }

    @Override
    public UpdateRule rule(ObjectNode parameters, boolean cyclesMomentum) {
        Config config = Parameters.bind(parameters, Config.class);
        if (config.nesterov && (config.momentum == 0 || config.dampening != 0)) {
            throw new IllegalArgumentException(
                    "optimizer.nesterov needs a momentum above 0 and a dampening of 0; they are %s and %s"
                            .formatted(config.momentum, config.dampening));
        }
        boolean keepsMomentum = cyclesMomentum || config.momentum != 0;
        // With no dampening a buffer of zeros gives the same first update.
        boolean firstDiffers = keepsMomentum && config.dampening != 0;
        List<Slot> slots = new ArrayList<>();
        List<String> script = new ArrayList<>();
        if (keepsMomentum) {
            slots.add(new Slot(MOMENTUM_BUFFER, true));
        }
        if (firstDiffers) {
            slots.add(new Slot(UPDATES, false));
        }
        script.add(
                ("torch._fused_sgd_(params, gradients, %s, weight_decay=%s, momentum=%s, lr=lr, dampening=%s,"
                                + " nesterov=%s, maximize=False, is_first_step=%s, grad_scale=None, found_inf=None)")
                        .formatted(
                                keepsMomentum ? MOMENTUM_BUFFER : "annotate(List[Tensor], [])",
                                config.weightDecay,
                                Optimizer.momentum(config.momentum, cyclesMomentum),
                                config.dampening,
                                config.nesterov ? "True" : "False",
                                firstDiffers
                                        ? "bool(torch.eq(%s[0], 0))".formatted(UPDATES)
                                        : "False"));
        if (firstDiffers) {
            script.add("torch._foreach_add_(%s, 1)".formatted(UPDATES));
        }
        return new UpdateRule(slots, script, cyclesMomentum);
    }
}
