package io.trainyard.trainer.augment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.trainer.component.Parameters;
import io.trainyard.trainer.image.Interpolation;
import io.trainyard.trainer.image.Pixels;
import io.trainyard.trainer.image.Warp;
import io.trainyard.trainer.image.Warp.Sampling;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** torchvision.transforms.v2.RandomAffine: turned, moved, scaled and sheared. */
final class Affine implements Augmentation {
    private static final double[] NO_SHEAR = {0, 0, 0, 0};

    /** The parameters, as torchvision names them. */
    record Config(
            JsonNode degrees,
            double @Nullable [] translate,
            double @Nullable [] scale,
            @Nullable JsonNode shear,
            Interpolation interpolation,
            JsonNode fill,
            double @Nullable [] center) {}

    @Override
    public ComponentDescriptor descriptor() {
        Schema angle = Schema.number().atLeast(-89).atMost(89);
        return ComponentDescriptor.of(
                ComponentType.AUGMENTATION,
                "affine",
                "turns, moves, scales and shears (RandomAffine)",
                Schema.object()
                        .require(
                                "degrees",
                                "d: -d to d, or the two ends; positive is to the right",
                                Values.range(-360, 360))
                        .with(
                                "translate",
                                "most shares of width and height to move by",
                                Values.pair(0, 1))
                        .with("scale", "lowest and highest factor", Values.pair(0.001, 1000))
                        .with(
                                "shear",
                                "degrees: s along x from -s to s, or both ends, or both ends of x and y",
                                Schema.anyOf(angle, Schema.listOf(angle).size(2, 4)))
                        .also(schema -> Values.addSampling(schema, "nearest"))
                        .with("fill", "colour of what was outside", Values.fill().defaultsTo(0))
                        .with(
                                "center",
                                "x and y in pixels from the upper left corner; none: the middle",
                                Values.pair(-16_384, 16_384)));
    }

    @Override
    public Transform transform(ObjectNode parameters, int inputSize) {
        Config config = Parameters.bind(parameters, Config.class);
        double[] degrees = Values.around("affine.degrees", config.degrees);
        double[] scale =
                config.scale == null
                        ? new double[] {1, 1}
                        : Values.ends("affine.scale", config.scale);
        double[] shear = shear(config.shear);
        Sampling sampling = Values.sampling(config.interpolation, config.fill);
        return (image, random) -> changed(image, config, degrees, scale, shear, sampling, random);
    }

    private static double[] shear(@Nullable JsonNode given) {
        if (given == null || given.isNull()) {
            return NO_SHEAR;
        }
        double[] numbers = Values.numbers(given);
        return switch (numbers.length) {
            case 1 -> new double[] {-Math.abs(numbers[0]), Math.abs(numbers[0]), 0, 0};
            case 2 -> new double[] {numbers[0], numbers[1], 0, 0};
            case 4 -> numbers;
            default ->
                    throw new IllegalArgumentException(
                            "affine.shear has %d numbers; give one, two or four"
                                    .formatted(numbers.length));
        };
    }

    private static Pixels changed(
            Pixels image,
            Config config,
            double[] degrees,
            double[] scale,
            double[] shear,
            Sampling sampling,
            RandomGenerator random) {
        double angle = Values.uniform(random, degrees[0], degrees[1]);
        double right = 0;
        double down = 0;
        if (config.translate != null) {
            double most = config.translate[0] * image.width();
            right = Math.rint(Values.uniform(random, -most, most));
            most = config.translate[1] * image.height();
            down = Math.rint(Values.uniform(random, -most, most));
        }
        double factor = Values.uniform(random, scale[0], scale[1]);
        double[] sheared = {
            Values.uniform(random, shear[0], shear[1]), Values.uniform(random, shear[2], shear[3])
        };
        return Warp.affine(image, angle, right, down, factor, sheared, config.center, sampling);
    }
}
