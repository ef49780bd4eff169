package io.trainyard.trainer.image;

/**
 * Antialiased bilinear resampling with Pillow's arithmetic (src/libImaging/Resample.c): first along
 * rows, then along columns, with fixed-point coefficients and a byte image between the two.
 */
public final class Resampling {
    /** Pillow's PRECISION_BITS: 32 bits less 8 for the pixel and 2 for overshoot. */
    private static final int PRECISION_BITS = 22;

    private static final int HALF = 1 << (PRECISION_BITS - 1);

    private Resampling() {}

    /** The image in another size. */
    public static Pixels resize(Pixels image, int height, int width) {
        return resample(image, new Axis(image.height(), height), new Axis(image.width(), width));
    }

    /**
     * The image as a square: the shorter edge brought to that size, then the middle cut out, as
     * torchvision's Resize and CenterCrop. An image that has the size already stays as it is.
     */
    public static Pixels toSquare(Pixels image, int size) {
        int shorter = Math.min(image.height(), image.width());
        // Only the middle is computed: the whole of a very long image would not fit into memory.
        return resample(
                image,
                Axis.middle(image.height(), (long) size * image.height() / shorter, size),
                Axis.middle(image.width(), (long) size * image.width() / shorter, size));
    }

    private static Pixels resample(Pixels image, Axis vertical, Axis horizontal) {
        Pixels wide = horizontal.isIdentity() ? image : alongRows(image, horizontal);
        return vertical.isIdentity() ? wide : alongColumns(wide, vertical);
    }

    private static Pixels alongRows(Pixels image, Axis axis) {
        byte[] target = new byte[image.channels() * image.height() * axis.count()];
        int position = 0;
        for (int channel = 0; channel < image.channels(); channel++) {
            for (int row = 0; row < image.height(); row++) {
                for (int column = 0; column < axis.count(); column++) {
                    int sum = HALF;
                    for (int tap = 0; tap < axis.taps(column); tap++) {
                        sum +=
                                image.value(channel, row, axis.first(column) + tap)
                                        * axis.weight(column, tap);
                    }
                    target[position++] = clip(sum);
                }
            }
        }
        return new Pixels(image.channels(), image.height(), axis.count(), target);
    }

    private static Pixels alongColumns(Pixels image, Axis axis) {
        byte[] target = new byte[image.channels() * axis.count() * image.width()];
        int position = 0;
        for (int channel = 0; channel < image.channels(); channel++) {
            for (int row = 0; row < axis.count(); row++) {
                for (int column = 0; column < image.width(); column++) {
                    int sum = HALF;
                    for (int tap = 0; tap < axis.taps(row); tap++) {
                        sum +=
                                image.value(channel, axis.first(row) + tap, column)
                                        * axis.weight(row, tap);
                    }
                    target[position++] = clip(sum);
                }
            }
        }
        return new Pixels(image.channels(), axis.count(), image.width(), target);
    }

    private static byte clip(int sum) {
        return (byte) Math.clamp(sum >> PRECISION_BITS, 0, 255);
    }

    /** For each output pixel of one axis: the input pixels it sums over, and their weights. */
    private static final class Axis {
        private final boolean identity;
        private final int[] first;
        private final int[][] weights;

        Axis(int inputSize, int outputSize) {
            this(inputSize, outputSize, 0, outputSize);
        }

        private Axis(int inputSize, long outputSize, long from, int count) {
            identity = inputSize == outputSize && count == inputSize;
            first = new int[count];
            weights = new int[count][];
            double scale = (double) inputSize / outputSize;
            double support = Math.max(1, scale);
            for (int i = 0; i < count; i++) {
                double center = (from + i + 0.5) * scale;
                first[i] = Math.max(0, (int) (center - support + 0.5));
                int end = Math.min(inputSize, (int) (center + support + 0.5));
                weights[i] = fixedPoint(triangle(first[i], end, center, support));
            }
        }

        /**
         * The pixels in the middle of an axis; Python's round, which CenterCrop calls, takes halves
         * to the even neighbour.
         */
        static Axis middle(int inputSize, long outputSize, int count) {
            return new Axis(
                    inputSize, outputSize, (long) Math.rint((outputSize - count) / 2.0), count);
        }

        boolean isIdentity() {
            return identity;
        }

        int count() {
            return first.length;
        }

        int first(int output) {
            return first[output];
        }

        int taps(int output) {
            return weights[output].length;
        }

        int weight(int output, int tap) {
            return weights[output][tap];
        }

        private static double[] triangle(int first, int end, double center, double support) {
            double[] values = new double[end - first];
            double sum = 0;
            for (int tap = 0; tap < values.length; tap++) {
                double distance = Math.abs((tap + first - center + 0.5) * (1 / support));
                values[tap] = Math.max(0, 1 - distance);
                sum += values[tap];
            }
            for (int tap = 0; tap < values.length; tap++) {
                values[tap] /= sum;
            }
            return values;
        }

        private static int[] fixedPoint(double[] values) {
            int[] fixed = new int[values.length];
            for (int tap = 0; tap < values.length; tap++) {
                fixed[tap] = (int) (0.5 + values[tap] * (1 << PRECISION_BITS));
            }
            return fixed;
        }
    }
}
