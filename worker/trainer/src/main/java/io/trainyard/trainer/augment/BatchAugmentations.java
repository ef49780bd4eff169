package io.trainyard.trainer.augment;

import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.trainer.component.Registry;
import java.util.List;

/** Every augmentation of batches. */
public final class BatchAugmentations {
    public static final Registry<BatchAugmentation> REGISTRY =
            new Registry<>(
                    ComponentType.AUGMENTATION,
                    List.of(new MixUp(), new CutMix(), new MixUpOrCutMix()));

    private BatchAugmentations() {}
}
