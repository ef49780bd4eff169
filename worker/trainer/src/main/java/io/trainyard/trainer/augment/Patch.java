package io.trainyard.trainer.augment;

import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A rectangle inside an image, of random area and shape.
 *
 * @param top row of its first row
 * @param left column of its first column
 */
record Patch(int top, int left, int height, int width) {
    private static final int TRIES = 10;

    /**
     * One within bounds; none where ten did not fit.
     *
     * @param scale lowest and highest share of the image's area
     * @param ratio lowest and highest ratio of one edge to the other
     * @param erasing whether the ratio is height over width and the patch smaller than the image,
     *     as RandomErasing has it, or width over height and at most as large, as RandomResizedCrop
     */
    static Optional<Patch> random(
            int imageHeight,
            int imageWidth,
            double[] scale,
            double[] ratio,
            boolean erasing,
            RandomGenerator random) {
        double low = Math.log(ratio[0]);
        double high = Math.log(ratio[1]);
        for (int tries = 0; tries < TRIES; tries++) {
            double area =
                    (double) imageHeight * imageWidth * Values.uniform(random, scale[0], scale[1]);
            double aspect = Math.exp(Values.uniform(random, low, high));
            int longer = (int) Math.rint(Math.sqrt(area * aspect));
            int shorter = (int) Math.rint(Math.sqrt(area / aspect));
            int height = erasing ? longer : shorter;
            int width = erasing ? shorter : longer;
            boolean fits =
                    erasing
                            ? height < imageHeight && width < imageWidth
                            : height > 0
                                    && height <= imageHeight
                                    && width > 0
                                    && width <= imageWidth;
            if (fits) {
                return Optional.of(
                        new Patch(
                                random.nextInt(imageHeight - height + 1),
                                random.nextInt(imageWidth - width + 1),
                                height,
                                width));
            }
        }
        return Optional.empty();
    }

    /** The largest in the middle whose width over height is within bounds. */
    static Patch middle(int imageHeight, int imageWidth, double[] ratio) {
        double own = (double) imageWidth / imageHeight;
        int height = imageHeight;
        int width = imageWidth;
        if (own < ratio[0]) {
            height = Math.min(imageHeight, (int) Math.rint(width / ratio[0]));
        } else if (own > ratio[1]) {
            width = Math.min(imageWidth, (int) Math.rint(height * ratio[1]));
        }
        return new Patch((imageHeight - height) / 2, (imageWidth - width) / 2, height, width);
    }
}
