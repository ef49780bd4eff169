package io.trainyard.trainer.augment;

import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.trainer.component.Registry;
import java.util.List;

/** Every augmentation. */
public final class Augmentations {
    public static final Registry<Augmentation> REGISTRY =
            new Registry<>(
                    ComponentType.AUGMENTATION, List.of(new RandomCrop(), new HorizontalFlip()));

    private Augmentations() {}
}
