package io.trainyard.trainer.image;

import org.jspecify.annotations.Nullable;

/**
 * Rotation, affine and perspective maps as torchvision.transforms.v2.functional computes them on
 * tensors: PyTorch's grid_sample with align_corners=False, in float32, rounded to bytes. (C, H, W).
 */
public final class Warp {
    private Warp() {}

    /**
     * What a map needs beside its geometry.
     *
     * @param interpolation nearest or bilinear
     * @param fill one value for all channels or one a channel, 0..255; null for black without
     *     torchvision's mask, which darkens a bilinear border once more
     */
    public record Sampling(Interpolation interpolation, double @Nullable [] fill) {
        public Sampling {
            if (interpolation == Interpolation.BICUBIC) {
                throw new IllegalArgumentException(
                        "interpolation bicubic is unknown here; known: nearest, bilinear");
            }
        }
    }

    /**
     * Turned to the left.
     *
     * @param degrees any number
     * @param expand whether the result grows to hold all of the image
     * @param center x and y in pixels from the upper left corner; null for the middle
     */
    public static Pixels rotate(
            Pixels image,
            double degrees,
            boolean expand,
            double @Nullable [] center,
            Sampling sampling) {
        double angle = ((degrees % 360) + 360) % 360;
        if (center == null) {
            boolean keepsShape = expand || image.height() == image.width();
            if (angle == 0 || angle == 180) {
                return Placement.quarterTurns(image, (int) angle / 90);
            }
            if (keepsShape && (angle == 90 || angle == 270)) {
                return Placement.quarterTurns(image, (int) angle / 90);
            }
        }
        double[] matrix = AffineMatrix.inverse(centered(center, image), -angle, 0, 0, 1, 0, 0);
        int[] size =
                expand
                        ? AffineMatrix.outputSize(matrix, image.width(), image.height())
                        : new int[] {image.width(), image.height()};
        return sample(image, size[1], size[0], new AffineGrid(matrix, image, size), sampling);
    }

    /**
     * Turned to the right, moved, scaled and sheared around a point.
     *
     * @param degrees of the turn
     * @param shear degrees along x and y
     */
    public static Pixels affine(
            Pixels image,
            double degrees,
            double right,
            double down,
            double scale,
            double[] shear,
            double @Nullable [] center,
            Sampling sampling) {
        double[] matrix =
                AffineMatrix.inverse(
                        centered(center, image), degrees, right, down, scale, shear[0], shear[1]);
        int[] size = {image.width(), image.height()};
        return sample(
                image,
                image.height(),
                image.width(),
                new AffineGrid(matrix, image, size),
                sampling);
    }

    /**
     * Seen from elsewhere.
     *
     * @param coefficients a to h of (ax + by + c) / (gx + hy + 1), (dx + ey + f) / (gx + hy + 1)
     */
    public static Pixels perspective(Pixels image, double[] coefficients, Sampling sampling) {
        return sample(
                image,
                image.height(),
                image.width(),
                new PerspectiveGrid(coefficients, image),
                sampling);
    }

    private static double[] centered(double @Nullable [] center, Pixels image) {
        return center == null
                ? new double[] {0, 0}
                : new double[] {center[0] - image.width() * 0.5, center[1] - image.height() * 0.5};
    }

    /** Where each output pixel comes from, in grid_sample's units: -1..1 over the image. */
    interface Grid {
        /** Begins a row. */
        void row(int row);

        float x(int column);

        float y(int column);
    }

    private static final class AffineGrid implements Grid {
        private final float[] theta = new float[6];
        private final float left;
        private final float top;
        private float down;

        AffineGrid(double[] matrix, Pixels image, int[] size) {
            for (int place = 0; place < theta.length; place++) {
                float half = 0.5f * (place < 3 ? image.width() : image.height());
                theta[place] = (float) matrix[place] / half;
            }
            left = (1f - size[0]) * 0.5f;
            top = (1f - size[1]) * 0.5f;
        }

        @Override
        public void row(int row) {
            down = top + row;
        }

        @Override
        public float x(int column) {
            return ((left + column) * theta[0] + down * theta[1]) + theta[2];
        }

        @Override
        public float y(int column) {
            return ((left + column) * theta[3] + down * theta[4]) + theta[5];
        }
    }

    private static final class PerspectiveGrid implements Grid {
        private final float[] above = new float[6];
        private final float across;
        private final float along;
        private float down;

        PerspectiveGrid(double[] coefficients, Pixels image) {
            for (int place = 0; place < above.length; place++) {
                float half = 0.5f * (place < 3 ? image.width() : image.height());
                above[place] = (float) coefficients[place] / half;
            }
            across = (float) coefficients[6];
            along = (float) coefficients[7];
        }

        @Override
        public void row(int row) {
            down = row + 0.5f;
        }

        private float below(int column) {
            return ((column + 0.5f) * across + down * along) + 1;
        }

        @Override
        public float x(int column) {
            float value = ((column + 0.5f) * above[0] + down * above[1]) + above[2];
            return value / below(column) - 1;
        }

        @Override
        public float y(int column) {
            float value = ((column + 0.5f) * above[3] + down * above[4]) + above[5];
            return value / below(column) - 1;
        }
    }

    private static Pixels sample(
            Pixels image, int height, int width, Grid grid, Sampling sampling) {
        byte[] target = new byte[image.channels() * height * width];
        boolean nearest = sampling.interpolation == Interpolation.NEAREST;
        float halfWidth = image.width() / 2f;
        float halfHeight = image.height() / 2f;
        for (int row = 0; row < height; row++) {
            grid.row(row);
            for (int column = 0; column < width; column++) {
                float x = (grid.x(column) + 1) * halfWidth - 0.5f;
                float y = (grid.y(column) + 1) * halfHeight - 0.5f;
                int position = row * width + column;
                if (nearest) {
                    nearest(image, x, y, sampling.fill, target, position, height * width);
                } else {
                    bilinear(image, x, y, sampling.fill, target, position, height * width);
                }
            }
        }
        return new Pixels(image.channels(), height, width, target);
    }

    private static void nearest(
            Pixels image,
            float x,
            float y,
            double @Nullable [] fill,
            byte[] target,
            int position,
            int area) {
        double column = Math.rint(x);
        double row = Math.rint(y);
        boolean inside = column >= 0 && column < image.width() && row >= 0 && row < image.height();
        int plane = image.height() * image.width();
        int from = inside ? (int) row * image.width() + (int) column : 0;
        for (int channel = 0; channel < image.channels(); channel++) {
            byte value = 0;
            if (inside) {
                value = image.bytes()[channel * plane + from];
            } else if (fill != null) {
                value = rounded((float) colour(fill, channel));
            }
            target[channel * area + position] = value;
        }
    }

    private static void bilinear(
            Pixels image,
            float x,
            float y,
            double @Nullable [] fill,
            byte[] target,
            int position,
            int area) {
        float west = (float) Math.floor(x);
        float north = (float) Math.floor(y);
        float east = x - west;
        float south = y - north;
        boolean hasWest = west >= 0 && west < image.width();
        boolean hasEast = west + 1 >= 0 && west + 1 < image.width();
        boolean hasNorth = north >= 0 && north < image.height();
        boolean hasSouth = north + 1 >= 0 && north + 1 < image.height();
        float northWest = hasNorth && hasWest ? (1 - south) * (1 - east) : 0;
        float northEast = hasNorth && hasEast ? (1 - south) * east : 0;
        float southWest = hasSouth && hasWest ? south * (1 - east) : 0;
        float southEast = hasSouth && hasEast ? south * east : 0;
        float mask = northWest + northEast + southWest + southEast;
        int width = image.width();
        int plane = image.height() * width;
        byte[] source = image.bytes();
        int corner = mask == 0 ? 0 : (int) north * width + (int) west;
        for (int channel = 0; channel < image.channels(); channel++) {
            int at = channel * plane + corner;
            float value = 0;
            if (northWest != 0) {
                value = (source[at] & 0xFF) * northWest;
            }
            if (northEast != 0) {
                value += (source[at + 1] & 0xFF) * northEast;
            }
            if (southWest != 0) {
                value += (source[at + width] & 0xFF) * southWest;
            }
            if (southEast != 0) {
                value += (source[at + width + 1] & 0xFF) * southEast;
            }
            if (fill != null) {
                float colour = (float) colour(fill, channel);
                value = (value - colour) * mask + colour;
            }
            target[channel * area + position] = rounded(value);
        }
    }

    private static double colour(double[] fill, int channel) {
        return fill[fill.length == 1 ? 0 : channel];
    }

    private static byte rounded(float value) {
        return (byte) Math.clamp((long) Math.rint(value), 0, 255);
    }
}
