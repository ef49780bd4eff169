package io.trainyard.trainer.augment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.trainer.component.Parameters;
import io.trainyard.trainer.engine.Mixing;

/**
 * torchvision.transforms.v2.MixUp (Zhang et al. 2018, arXiv:1710.09412): inputs and labels blended
 * with those of a neighbour, by one lambda from Beta(alpha, alpha) for the batch. (B, C, H, W)
 * stays (B, C, H, W).
 */
final class MixUp implements BatchAugmentation {
    /** The parameters. */
    record Config(double alpha, double probability) {}

    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.AUGMENTATION,
                "mixup",
                "blends each image of a batch and its label with another's; last in the list (MixUp)",
                Schema.object()
                        .with("alpha", "of Beta(alpha, alpha)", SymmetricBeta.alpha())
                        .with(
                                "probability",
                                "how often a batch is mixed",
                                Schema.number().atLeast(0).atMost(1).defaultsTo(1))
                        .batchwise());
    }

    @Override
    public BatchTransform transform(ObjectNode parameters) {
        Config config = Parameters.bind(parameters, Config.class);
        return transform(config.alpha).sometimes(config.probability);
    }

    static BatchTransform transform(double alpha) {
        return (_, _, random) -> Mixing.blend(SymmetricBeta.sample(alpha, random));
    }
}
