package io.trainyard.trainer.augment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.trainer.component.Parameters;
import io.trainyard.trainer.image.Colour;

/** torchvision.transforms.v2.RandomGrayscale: no colours, as many channels. */
final class Grayscale implements Augmentation {
    /** The parameters. */
    record Config(double probability) {}

    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.AUGMENTATION,
                "grayscale",
                "takes the colours away (RandomGrayscale)",
                Values.addProbability(Schema.object(), 0.1));
    }

    @Override
    public Transform transform(ObjectNode parameters, int inputSize) {
        double probability = Parameters.bind(parameters, Config.class).probability;
        return Transform.sometimes(probability, (image, _) -> Colour.grayscale(image));
    }
}
