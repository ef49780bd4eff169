package io.trainyard.trainer.augment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.trainer.component.Parameters;
import io.trainyard.trainer.image.Pixels;
import io.trainyard.trainer.image.Placement;
import java.util.random.RandomGenerator;

/**
 * torchvision.transforms.v2.RandomErasing (Zhong et al. 2017): overwrites a rectangle. It acts on
 * bytes, before normalisation: 0 is black, and {@code random} noise of all values equally likely.
 */
final class RandomErasing implements Augmentation {
    private static final String NOISE = "random";

    /** The parameters, as torchvision names them. */
    record Config(double probability, double[] scale, double[] ratio, JsonNode value) {}

    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.AUGMENTATION,
                "random_erasing",
                "overwrites a rectangle (RandomErasing)",
                Schema.object()
                        .also(schema -> Values.addProbability(schema, 0.5))
                        .with(
                                "scale",
                                "lowest and highest share of the area",
                                Values.pair(0, 1).defaultsTo(new double[] {0.02, 0.33}))
                        .with(
                                "ratio",
                                "lowest and highest height over width",
                                Values.pair(0.001, 1000).defaultsTo(new double[] {0.3, 3.3}))
                        .with(
                                "value",
                                "a colour, or random",
                                Schema.anyOf(Values.fill(), Schema.choice(NOISE)).defaultsTo(0)));
    }

    @Override
    public Transform transform(ObjectNode parameters, int inputSize) {
        Config config = Parameters.bind(parameters, Config.class);
        double[] scale = Values.ends("random_erasing.scale", config.scale);
        double[] ratio = Values.ends("random_erasing.ratio", config.ratio);
        return Transform.sometimes(
                config.probability,
                (image, random) ->
                        Patch.random(image.height(), image.width(), scale, ratio, true, random)
                                .map(patch -> erased(image, patch, config.value, random))
                                .orElse(image));
    }

    private static Pixels erased(
            Pixels image, Patch patch, JsonNode value, RandomGenerator random) {
        byte[] values;
        if (value.isTextual()) {
            values = new byte[image.channels() * patch.height() * patch.width()];
            random.nextBytes(values);
        } else {
            values = bytes(Values.colour(value));
        }
        return Placement.erase(
                image, patch.top(), patch.left(), patch.height(), patch.width(), values);
    }

    /** A colour as bytes. */
    static byte[] bytes(int[] colour) {
        byte[] bytes = new byte[colour.length];
        for (int channel = 0; channel < bytes.length; channel++) {
            bytes[channel] = (byte) colour[channel];
        }
        return bytes;
    }
}
