package io.trainyard.trainer.augment;

import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.trainer.component.Registry;
import java.util.List;

/** Every augmentation. */
public final class Augmentations {
    public static final Registry<Augmentation> REGISTRY =
            new Registry<>(
                    ComponentType.AUGMENTATION,
                    List.of(
                            new RandomCrop(),
                            new RandomResizedCrop(),
                            new Resize(),
                            new CenterCrop(),
                            new HorizontalFlip(),
                            new VerticalFlip(),
                            new Rotation(),
                            new Affine(),
                            new Perspective(),
                            new ShiftScaleRotate(),
                            new ColorJitter(),
                            new Grayscale(),
                            new GaussianBlur(),
                            new RandomErasing(),
                            new CoarseDropout(),
                            new AutoAugment(),
                            new RandAugment(),
                            new TrivialAugmentWide()));

    private Augmentations() {}
}
