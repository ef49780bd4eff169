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

/** Albumentations' ShiftScaleRotate: moved, scaled and turned around the middle, all at once. */
final class ShiftScaleRotate implements Augmentation {
    private static final double[] NO_SHEAR = {0, 0};

    /** The parameters, as Albumentations names them. */
    record Config(
            JsonNode shiftLimit,
            JsonNode scaleLimit,
            JsonNode rotateLimit,
            Interpolation interpolation,
            JsonNode fill,
            double probability) {}

    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.AUGMENTATION,
                "shift_scale_rotate",
                "moves, scales and turns (ShiftScaleRotate of Albumentations)",
                Schema.object()
                        .with(
                                "shiftLimit",
                                "s: shares of width and height from -s to s, or the two ends",
                                Values.range(-1, 1).defaultsTo(0.0625))
                        .with(
                                "scaleLimit",
                                "s: factors 1-s to 1+s, or the two ends less 1",
                                Values.range(-0.99, 100).defaultsTo(0.1))
                        .with(
                                "rotateLimit",
                                "d: degrees from -d to d, or the two ends; positive is to the left",
                                Values.range(-360, 360).defaultsTo(45))
                        .also(schema -> Values.addSampling(schema, "bilinear"))
                        .with("fill", "colour of what was outside", Values.fill().defaultsTo(0))
                        .also(schema -> Values.addProbability(schema, 0.5)));
    }

    @Override
    public Transform transform(ObjectNode parameters, int inputSize) {
        Config config = Parameters.bind(parameters, Config.class);
        double[] shift = Values.around("shift_scale_rotate.shiftLimit", config.shiftLimit);
        double[] scale = Values.around("shift_scale_rotate.scaleLimit", config.scaleLimit);
        double[] degrees = Values.around("shift_scale_rotate.rotateLimit", config.rotateLimit);
        if (scale[0] <= -1) {
            throw new IllegalArgumentException(
                    "shift_scale_rotate.scaleLimit %s makes the image vanish; give less than 1"
                            .formatted(config.scaleLimit));
        }
        Sampling sampling = Values.sampling(config.interpolation, config.fill);
        return Transform.sometimes(
                config.probability,
                (image, random) ->
                        Warp.affine(
                                image,
                                -Values.uniform(random, degrees[0], degrees[1]),
                                Values.uniform(random, shift[0], shift[1]) * image.width(),
                                Values.uniform(random, shift[0], shift[1]) * image.height(),
                                1 + Values.uniform(random, scale[0], scale[1]),
                                NO_SHEAR,
                                null,
                                sampling));
    }
}
