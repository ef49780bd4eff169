package io.trainyard.trainer.augment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.trainer.component.Parameters;
import io.trainyard.trainer.image.Interpolation;
import io.trainyard.trainer.image.Resampling;
import org.jspecify.annotations.Nullable;

/** torchvision.transforms.v2.Resize: the shorter edge brought to a size, or both. */
final class Resize implements Augmentation {
    /** The parameters, as torchvision names them. */
    record Config(@Nullable JsonNode size, Interpolation interpolation, boolean antialias) {}

    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.AUGMENTATION,
                "resize",
                "brings the shorter edge to a size, or both edges (Resize)",
                Schema.object()
                        .with(
                                "size",
                                "of the shorter edge, or height and width; none: the input's",
                                Values.size())
                        .also(Values::addResampling));
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
        Config config = Parameters.bind(parameters, Config.class);
        int[] size = Values.size(config.size, inputSize);
        boolean both = config.size != null && config.size.size() == 2;
        return (image, _) ->
                both
                        ? Resampling.resize(
                                image, size[0], size[1], config.interpolation, config.antialias)
                        : Resampling.shorterEdge(
                                image, size[0], config.interpolation, config.antialias);
    }
}
