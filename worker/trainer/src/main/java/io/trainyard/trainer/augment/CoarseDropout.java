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
 * Albumentations' CoarseDropout (DeVries and Taylor 2017): overwrites some rectangles, whose edges
 * are shares of the image's.
 */
final class CoarseDropout implements Augmentation {
    private static final int MOST_HOLES = 100;

    /** The parameters, as Albumentations names them. */
    record Config(
            double[] numHolesRange,
            double[] holeHeightRange,
            double[] holeWidthRange,
            JsonNode fill,
            double probability) {}

    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.AUGMENTATION,
                "coarse_dropout",
                "overwrites several rectangles (CoarseDropout of Albumentations)",
                Schema.object()
                        .with(
                                "numHolesRange",
                                "least and most rectangles",
                                Schema.listOf(Schema.integer().atLeast(1).atMost(MOST_HOLES))
                                        .size(2, 2)
                                        .defaultsTo(new int[] {1, 2}))
                        .with(
                                "holeHeightRange",
                                "lowest and highest share of the height",
                                Values.pair(0, 1).defaultsTo(new double[] {0.1, 0.2}))
                        .with(
                                "holeWidthRange",
                                "lowest and highest share of the width",
                                Values.pair(0, 1).defaultsTo(new double[] {0.1, 0.2}))
                        .with("fill", "colour of the rectangles", Values.fill().defaultsTo(0))
                        .also(schema -> Values.addProbability(schema, 0.5)));
    }

    @Override
    public Transform transform(ObjectNode parameters, int inputSize) {
        Config config = Parameters.bind(parameters, Config.class);
        double[] holes = Values.ends("coarse_dropout.numHolesRange", config.numHolesRange);
        double[] heights = Values.ends("coarse_dropout.holeHeightRange", config.holeHeightRange);
        double[] widths = Values.ends("coarse_dropout.holeWidthRange", config.holeWidthRange);
        byte[] fill = RandomErasing.bytes(Values.colour(config.fill));
        return Transform.sometimes(
                config.probability,
                (image, random) -> {
                    int count =
                            (int) holes[0] + random.nextInt((int) holes[1] - (int) holes[0] + 1);
                    Pixels changed = image;
                    for (int hole = 0; hole < count; hole++) {
                        changed = dropped(changed, heights, widths, fill, random);
                    }
                    return changed;
                });
    }

    private static Pixels dropped(
            Pixels image, double[] heights, double[] widths, byte[] fill, RandomGenerator random) {
        int height = edge(image.height(), heights, random);
        int width = edge(image.width(), widths, random);
        return Placement.erase(
                image,
                random.nextInt(image.height() - height + 1),
                random.nextInt(image.width() - width + 1),
                height,
                width,
                fill);
    }

    private static int edge(int whole, double[] shares, RandomGenerator random) {
        return Math.clamp((int) (whole * Values.uniform(random, shares[0], shares[1])), 1, whole);
    }
}
