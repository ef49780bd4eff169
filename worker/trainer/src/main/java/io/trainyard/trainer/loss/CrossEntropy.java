package io.trainyard.trainer.loss;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.trainer.engine.LossRule;

/** torch.nn.CrossEntropyLoss: the negative logarithm of the true class's softmax, in nats. */
final class CrossEntropy implements Loss {
    /** Arguments: weight, reduction (1 = mean, 2 = sum), ignore_index, label_smoothing. */
    private static final String SCRIPT =
            "torch.cross_entropy_loss(logits, labels, None, %d, -100, 0.)";

    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.LOSS,
                "cross_entropy",
                "softmax cross-entropy (torch.nn.CrossEntropyLoss)",
                Schema.object());
    }

    @Override
    public LossRule rule(ObjectNode parameters) {
        return new LossRule(SCRIPT.formatted(1), SCRIPT.formatted(2));
    }
}
