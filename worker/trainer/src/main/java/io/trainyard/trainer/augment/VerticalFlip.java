package io.trainyard.trainer.augment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.trainer.component.Parameters;

/** torchvision.transforms.v2.RandomVerticalFlip: top and bottom swapped. */
final class VerticalFlip implements Augmentation {
    /** The parameters. */
    record Config(double probability) {}

    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.AUGMENTATION,
                "vertical_flip",
                "swaps top and bottom (RandomVerticalFlip)",
                Values.addProbability(Schema.object(), 0.5));
    }

    @Override
    public Transform transform(ObjectNode parameters, int inputSize) {
        double probability = Parameters.bind(parameters, Config.class).probability;
        return Transform.sometimes(probability, (image, _) -> image.upsideDown());
    }
}
