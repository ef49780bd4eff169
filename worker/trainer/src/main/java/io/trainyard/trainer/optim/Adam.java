package io.trainyard.trainer.optim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.trainer.component.Parameters;
import io.trainyard.trainer.engine.UpdateRule;

/** torch.optim.Adam: Kingma and Ba 2014, algorithm 1; weight decay is added to the gradient. */
final class Adam implements Optimizer {
    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.OPTIMIZER,
                "adam",
                "Adam (Kingma and Ba 2014; torch.optim.Adam)",
                AdamRule.schema("L2 penalty, added to the gradient", 0, 1e-8));
    }

    @Override
    public UpdateRule rule(ObjectNode parameters, boolean cyclesMomentum) {
        return AdamRule.rule(
                "torch._fused_adam_",
                Parameters.bind(parameters, AdamRule.Config.class),
                cyclesMomentum);
    }
}
