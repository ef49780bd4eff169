package io.trainyard.trainer.loss;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.trainer.engine.LossRule;

/**
 * The focal loss (Lin et al. 2017, equation 5) over a softmax: {@code -alpha (1 - p)^gamma log p}
 * of the true class, where alpha is the class's weight. The mean is over the images, whatever their
 * weights, as in torchvision.ops.sigmoid_focal_loss.
 */
final class Focal implements Loss {
    /** Keeps the power's slope finite where gamma is below 1 and a sample is certain. */
    private static final double LEAST_DOUBT = 1e-8;

    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.LOSS,
                "focal",
                "cross-entropy in which samples count less the better they are known (Lin et al. 2017)",
                Schema.object()
                        .with(
                                "gamma",
                                "how much less; 0 gives cross-entropy",
                                Schema.number().atLeast(0).atMost(100).defaultsTo(2))
                        .also(LabelSmoothing::schema)
                        .also(ClassWeights::schema));
    }

    @Override
    public LossRule rule(ObjectNode parameters, TrainingClasses classes) {
        String entropy = // (B)
                CrossEntropy.script(
                        ClassWeights.script(parameters, classes),
                        0,
                        LabelSmoothing.of(parameters));
        String doubt = // 1 - p, (B)
                "torch.clamp_min(torch.neg(torch.expm1(torch.neg(%s))), %s)"
                        .formatted(CrossEntropy.script("None", 0, 0), LEAST_DOUBT);
        return LossRule.minimising(
                "torch.mean(torch.mul(torch.pow(%s, %s), %s))"
                        .formatted(doubt, parameters.path("gamma").asDouble(2), entropy));
    }
}
