package io.trainyard.trainer.optim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.trainer.component.Parameters;
import io.trainyard.trainer.engine.UpdateRule;

/**
 * torch.optim.AdamW: Loshchilov and Hutter 2017, algorithm 2; weights decay by themselves, not
 * through the moments.
 */
final class AdamW implements Optimizer {
    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.OPTIMIZER,
                "adamw",
                "Adam with decoupled weight decay (Loshchilov and Hutter 2017; torch.optim.AdamW)",
                AdamRule.schema(
                        "share of a weight that each step takes away, times the rate", 0.01, 1e-8));
    }

    @Override
    public UpdateRule rule(ObjectNode parameters, boolean cyclesMomentum) {
        return AdamRule.rule(
                "torch._fused_adamw_",
                Parameters.bind(parameters, AdamRule.Config.class),
                cyclesMomentum);
    }
}
