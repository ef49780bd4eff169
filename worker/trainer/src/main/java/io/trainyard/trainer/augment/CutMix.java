package io.trainyard.trainer.augment;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.trainer.component.Parameters;
import io.trainyard.trainer.engine.Mixing;

/**
 * torchvision.transforms.v2.CutMix (Yun et al. 2019, arXiv:1905.04899): a box of a neighbour pasted
 * into each input, one box for the batch; labels count by area. (B, C, H, W) stays (B, C, H, W).
 */
final class CutMix implements BatchAugmentation {
    /** The parameters. */
    record Config(double alpha, double probability) {}

    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.AUGMENTATION,
                "cutmix",
                "pastes a box of another image of the batch into each; last in the list (CutMix)",
                Schema.object()
                        .with("alpha", "of Beta(alpha, alpha)", SymmetricBeta.alpha())
                        .with(
                                "probability",
                                "how often a batch is mixed",
                                Schema.number().atLeast(0).atMost(1).defaultsTo(1))
                        .batchwise());
    }

    @Override
    public BatchTransform transform(ObjectNode parameters) {
        Config config = Parameters.bind(parameters, Config.class);
        return transform(config.alpha).sometimes(config.probability);
    }

    static BatchTransform transform(double alpha) {
        return (height, width, random) -> {
            double lambda = SymmetricBeta.sample(alpha, random);
            int column = random.nextInt(width);
            int row = random.nextInt(height);
            return cut(lambda, height, width, column, row);
        };
    }

    /**
     * The box of about {@code 1 - lambda} of the area around a pixel, clamped to the input, with
     * the lambda that is left of it.
     */
    static Mixing cut(double lambda, int height, int width, int column, int row) {
        double ratio = 0.5 * Math.sqrt(1 - lambda);
        int halfWidth = (int) (ratio * width);
        int halfHeight = (int) (ratio * height);
        int left = Math.max(0, column - halfWidth);
        int top = Math.max(0, row - halfHeight);
        int right = Math.min(width, column + halfWidth);
        int bottom = Math.min(height, row + halfHeight);
        double area = (double) (right - left) * (bottom - top);
        return new Mixing(1 - area / ((double) width * height), left, top, right, bottom);
    }
}
