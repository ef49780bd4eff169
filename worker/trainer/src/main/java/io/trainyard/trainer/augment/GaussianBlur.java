package io.trainyard.trainer.augment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.trainer.component.Parameters;
import io.trainyard.trainer.image.Filter;

/** torchvision.transforms.v2.GaussianBlur. */
final class GaussianBlur implements Augmentation {
    /** The parameters, as torchvision names them. */
    record Config(JsonNode kernelSize, JsonNode sigma, double probability) {}

    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.AUGMENTATION,
                "gaussian_blur",
                "blurs (GaussianBlur)",
                Schema.object()
                        .require("kernelSize", "odd pixels, or width and height", Values.size())
                        .with(
                                "sigma",
                                "of the normal distribution in pixels: one, or the two ends",
                                Values.range(0.001, 1000).defaultsTo(new double[] {0.1, 2}))
                        .also(schema -> Values.addProbability(schema, 1)));
    }

    @Override
    public Transform transform(ObjectNode parameters, int inputSize) {
        Config config = Parameters.bind(parameters, Config.class);
        int[] kernel = Values.size(config.kernelSize, 0);
        if (kernel[0] % 2 == 0 || kernel[1] % 2 == 0) {
            throw new IllegalArgumentException(
                    "gaussian_blur.kernelSize %dx%d is even; give odd numbers, so that there is a middle"
                            .formatted(kernel[0], kernel[1]));
        }
        double[] given = Values.numbers(config.sigma);
        double[] ends =
                Values.ends(
                        "gaussian_blur.sigma", new double[] {given[0], given[given.length - 1]});
        return Transform.sometimes(
                config.probability,
                (image, random) -> {
                    double sigma = Values.uniform(random, ends[0], ends[1]);
                    return Filter.gaussianBlur(image, kernel[0], kernel[1], sigma, sigma);
                });
    }
}
