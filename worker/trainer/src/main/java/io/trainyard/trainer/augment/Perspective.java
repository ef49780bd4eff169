package io.trainyard.trainer.augment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.trainer.component.Parameters;
import io.trainyard.trainer.image.AffineMatrix;
import io.trainyard.trainer.image.Interpolation;
import io.trainyard.trainer.image.Pixels;
import io.trainyard.trainer.image.Warp;
import io.trainyard.trainer.image.Warp.Sampling;
import java.util.random.RandomGenerator;

/** torchvision.transforms.v2.RandomPerspective: each corner moves inwards at random. */
final class Perspective implements Augmentation {
    /** The parameters, as torchvision names them. */
    record Config(
            double distortionScale,
            double probability,
            Interpolation interpolation,
            JsonNode fill) {}

    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.AUGMENTATION,
                "perspective",
                "moves the corners inwards (RandomPerspective)",
                Schema.object()
                        .with(
                                "distortionScale",
                                "share of half an edge that a corner moves by at most",
                                Schema.number().atLeast(0).atMost(1).defaultsTo(0.5))
                        .also(schema -> Values.addProbability(schema, 0.5))
                        .also(schema -> Values.addSampling(schema, "bilinear"))
                        .with("fill", "colour of what was outside", Values.fill().defaultsTo(0)));
    }

    @Override
    public Transform transform(ObjectNode parameters, int inputSize) {
        Config config = Parameters.bind(parameters, Config.class);
        Sampling sampling = Values.sampling(config.interpolation, config.fill);
        return Transform.sometimes(
                config.probability,
                (image, random) -> seen(image, config.distortionScale, sampling, random));
    }

    private static Pixels seen(
            Pixels image, double distortion, Sampling sampling, RandomGenerator random) {
        int width = image.width();
        int height = image.height();
        int right = (int) (distortion * (width / 2)) + 1;
        int down = (int) (distortion * (height / 2)) + 1;
        double[][] from = {{0, 0}, {width - 1, 0}, {width - 1, height - 1}, {0, height - 1}};
        double[][] to = {
            {random.nextInt(right), random.nextInt(down)},
            {width - right + random.nextInt(right), random.nextInt(down)},
            {width - right + random.nextInt(right), height - down + random.nextInt(down)},
            {random.nextInt(right), height - down + random.nextInt(down)}
        };
        try {
            return Warp.perspective(image, AffineMatrix.perspective(from, to), sampling);
        } catch (IllegalArgumentException degenerate) {
            // In an image of a few pixels the corners may come to lie on a line, which shows
            // nothing.
            return image;
        }
    }
}
