package io.trainyard.trainer.loss;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.trainer.engine.LossRule;

/**
 * torch.nn.CrossEntropyLoss: the negative logarithm of the true class's softmax, in nats. With
 * class weights the mean of a batch is over the sum of its weights, as torch has it.
 */
final class CrossEntropy implements Loss {
    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.LOSS,
                "cross_entropy",
                "softmax cross-entropy (torch.nn.CrossEntropyLoss)",
                Schema.object().also(LabelSmoothing::schema).also(ClassWeights::schema));
    }

    @Override
    public LossRule rule(ObjectNode parameters, TrainingClasses classes) {
        return LossRule.minimising(
                script(
                        ClassWeights.script(parameters, classes),
                        1,
                        LabelSmoothing.of(parameters)));
    }

    /**
     * The expression.
     *
     * @param reduction 0 = none, 1 = mean, 2 = sum
     */
    static String script(String weights, int reduction, double labelSmoothing) {
        return "torch.cross_entropy_loss(logits, labels, %s, %d, -100, %s)"
                .formatted(weights, reduction, labelSmoothing);
    }
}
