package io.trainyard.trainer.augment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.trainer.component.Parameters;
import io.trainyard.trainer.image.Interpolation;
import io.trainyard.trainer.image.Pixels;
import io.trainyard.trainer.image.Placement;
import io.trainyard.trainer.image.Resampling;
import org.jspecify.annotations.Nullable;

/**
 * torchvision.transforms.v2.RandomResizedCrop (Szegedy et al. 2014): a part of random area and
 * shape, brought to size.
 */
final class RandomResizedCrop implements Augmentation {
    /** The parameters, as torchvision names them. */
    record Config(
            @Nullable JsonNode size,
            double[] scale,
            double[] ratio,
            Interpolation interpolation,
            boolean antialias) {}

    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.AUGMENTATION,
                "random_resized_crop",
                "cuts out a part of random size and shape (RandomResizedCrop)",
                Schema.object()
                        .with("size", "edge, or height and width; none: the input's", Values.size())
                        .with(
                                "scale",
                                "lowest and highest share of the area",
                                Values.pair(1e-6, 1).defaultsTo(new double[] {0.08, 1}))
                        .with(
                                "ratio",
                                "lowest and highest width over height",
                                Values.pair(0.001, 1000)
                                        .defaultsTo(new double[] {3.0 / 4, 4.0 / 3}))
                        .also(Values::addResampling));
    }

    @Override
    public boolean resizes(ObjectNode parameters) {
        return true;
    }

    @Override
    public Transform transform(ObjectNode parameters, int inputSize) {
        Config config = Parameters.bind(parameters, Config.class);
        int[] size = Values.size(config.size, inputSize);
        double[] scale = Values.ends("random_resized_crop.scale", config.scale);
        double[] ratio = Values.ends("random_resized_crop.ratio", config.ratio);
        return (image, random) -> {
            Patch patch =
                    Patch.random(image.height(), image.width(), scale, ratio, false, random)
                            .orElseGet(() -> Patch.middle(image.height(), image.width(), ratio));
            Pixels part =
                    Placement.crop(image, patch.top(), patch.left(), patch.height(), patch.width());
            return Resampling.resize(
                    part, size[0], size[1], config.interpolation, config.antialias);
        };
    }
}
