package io.trainyard.trainer.augment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.trainer.component.Parameters;

/**
 * torchvision.transforms.v2.RandomHorizontalFlip: left and right swapped. (C, H, W) stays (C, H,
 * W).
 */
final class HorizontalFlip implements Augmentation {
    /** The parameters. */
    record Config(double probability) {}

    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.AUGMENTATION,
                "horizontal_flip",
                "swaps left and right (RandomHorizontalFlip)",
                Schema.object()
                        .with(
                                "probability",
                                "how often",
                                Schema.number().atLeast(0).atMost(1).defaultsTo(0.5)));
    }

    @Override
    public Transform transform(ObjectNode parameters) {
        double probability = Parameters.bind(parameters, Config.class).probability;
        return (image, random) -> random.nextDouble() < probability ? image.mirrored() : image;
    }
}
