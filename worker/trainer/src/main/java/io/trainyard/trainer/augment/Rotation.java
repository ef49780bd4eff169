package io.trainyard.trainer.augment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.trainer.component.Parameters;
import io.trainyard.trainer.image.Interpolation;
import io.trainyard.trainer.image.Warp;
import io.trainyard.trainer.image.Warp.Sampling;
import org.jspecify.annotations.Nullable;

/** torchvision.transforms.v2.RandomRotation. */
final class Rotation implements Augmentation {
    /** The parameters, as torchvision names them. */
    record Config(
            JsonNode degrees,
            Interpolation interpolation,
            boolean expand,
            double @Nullable [] center,
            JsonNode fill) {}

    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.AUGMENTATION,
                "rotation",
                "turns by a random angle (RandomRotation)",
                Schema.object()
                        .require(
                                "degrees",
                                "d: -d to d, or the two ends; positive is to the left",
                                Values.range(-360, 360))
                        .also(schema -> Values.addSampling(schema, "nearest"))
                        .with(
                                "expand",
                                "whether the image grows to hold all of it",
                                Schema.flag().defaultsTo(false))
                        .with(
                                "center",
                                "x and y in pixels from the upper left corner; none: the middle",
                                Values.pair(-16_384, 16_384))
                        .with("fill", "colour of what was outside", Values.fill().defaultsTo(0)));
    }

    @Override
    public Transform transform(ObjectNode parameters, int inputSize) {
        Config config = Parameters.bind(parameters, Config.class);
        double[] degrees = Values.around("rotation.degrees", config.degrees);
        Sampling sampling = Values.sampling(config.interpolation, config.fill);
        return (image, random) ->
                Warp.rotate(
                        image,
                        Values.uniform(random, degrees[0], degrees[1]),
                        config.expand,
                        config.center,
                        sampling);
    }
}
