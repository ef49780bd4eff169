package io.trainyard.trainer.augment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.trainer.component.Parameters;
import io.trainyard.trainer.image.Placement;
import org.jspecify.annotations.Nullable;

/** torchvision.transforms.v2.CenterCrop: the middle; what is smaller is set into black. */
final class CenterCrop implements Augmentation {
    /** The parameters. */
    record Config(@Nullable JsonNode size) {}

    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.AUGMENTATION,
                "center_crop",
                "cuts out the middle (CenterCrop)",
                Schema.object()
                        .with(
                                "size",
                                "edge, or height and width; none: the input's",
                                Values.size()));
    }

    @Override
    public boolean resizes(ObjectNode parameters) {
        return true;
    }

    @Override
    public boolean isRandom(ObjectNode parameters) {
        return false;
    }

    @Override
    public Transform transform(ObjectNode parameters, int inputSize) {
        int[] size = Values.size(Parameters.bind(parameters, Config.class).size, inputSize);
        return (image, _) -> Placement.centerCrop(image, size[0], size[1]);
    }
}
