package io.trainyard.trainer.augment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.trainer.component.Parameters;

/**
 * One of {@link MixUp} and {@link CutMix} for each batch, as in torchvision's
 * references/classification/transforms.py (get_mixup_cutmix: RandomChoice of the two). (B, C, H, W)
 * stays (B, C, H, W).
 */
final class MixUpOrCutMix implements BatchAugmentation {
    /** The parameters. */
    record Config(
            double mixupAlpha, double cutmixAlpha, double mixupProbability, double probability) {}

    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.AUGMENTATION,
                "mixup_or_cutmix",
                "mixup or cutmix, chosen for each batch; last in the list (RandomChoice)",
                Schema.object()
                        .with("mixupAlpha", "of mixup's Beta(alpha, alpha)", SymmetricBeta.alpha())
                        .with(
                                "cutmixAlpha",
                                "of cutmix's Beta(alpha, alpha)",
                                SymmetricBeta.alpha())
                        .with(
                                "mixupProbability",
                                "how often a mixed batch gets mixup; cutmix gets the others",
                                Schema.number().atLeast(0).atMost(1).defaultsTo(0.5))
                        .with(
                                "probability",
                                "how often a batch is mixed",
                                Schema.number().atLeast(0).atMost(1).defaultsTo(1))
                        .batchwise());
    }

    @Override
    public BatchTransform transform(ObjectNode parameters) {
        Config config = Parameters.bind(parameters, Config.class);
        BatchTransform mixUp = MixUp.transform(config.mixupAlpha);
        BatchTransform cutMix = CutMix.transform(config.cutmixAlpha);
        BatchTransform either =
                (height, width, random) ->
                        (random.nextDouble() < config.mixupProbability ? mixUp : cutMix)
                                .draw(height, width, random);
        return either.sometimes(config.probability);
    }
}
