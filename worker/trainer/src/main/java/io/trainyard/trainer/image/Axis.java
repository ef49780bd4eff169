package io.trainyard.trainer.image;

/**
 * One axis of a resampling: for each output pixel the input pixels it sums over, and their weights
 * in fixed point.
 */
final class Axis {
    /** Keys' parameter: Pillow's, and PyTorch's where it antialiases. */
    private static final double SMOOTH = -0.5;

    /** PyTorch's where it does not. */
    private static final double SHARP = -0.75;

    private final boolean identity;
    private final int[] first;
    private final int[][] weights;

    private Axis(
            int inputSize,
            long outputSize,
            long from,
            int count,
            Interpolation interpolation,
            boolean antialias) {
        identity = inputSize == outputSize && count == inputSize;
        first = new int[count];
        weights = new int[count][];
        double scale = (double) inputSize / outputSize;
        double spread = antialias ? Math.max(1, scale) : 1;
        double support = spread * (interpolation == Interpolation.BICUBIC ? 2 : 1);
        for (int i = 0; i < count; i++) {
            double center = (from + i + 0.5) * scale;
            first[i] = Math.max(0, (int) (center - support + 0.5));
            int end = Math.min(inputSize, (int) (center + support + 0.5));
            weights[i] =
                    fixedPoint(values(first[i], end, center, spread, interpolation, antialias));
        }
    }

    /** All pixels of an axis. */
    static Axis whole(
            int inputSize, int outputSize, Interpolation interpolation, boolean antialias) {
        return new Axis(inputSize, outputSize, 0, outputSize, interpolation, antialias);
    }

    /**
     * The pixels in the middle of an axis; Python's round, which CenterCrop calls, takes halves to
     * the even neighbour.
     */
    static Axis middle(int inputSize, long outputSize, int count, Interpolation interpolation) {
        return new Axis(
                inputSize,
                outputSize,
                (long) Math.rint((outputSize - count) / 2.0),
                count,
                interpolation,
                true);
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

    int[] weights(int output) {
        return weights[output];
    }

    private static double[] values(
            int first,
            int end,
            double center,
            double spread,
            Interpolation interpolation,
            boolean antialias) {
        double[] values = new double[end - first];
        double sum = 0;
        for (int tap = 0; tap < values.length; tap++) {
            double distance = Math.abs((tap + first - center + 0.5) * (1 / spread));
            values[tap] =
                    interpolation == Interpolation.BICUBIC
                            ? cubic(distance, antialias ? SMOOTH : SHARP)
                            : Math.max(0, 1 - distance);
            sum += values[tap];
        }
        for (int tap = 0; tap < values.length; tap++) {
            values[tap] /= sum;
        }
        return values;
    }

    /** Keys, "Cubic convolution interpolation for digital image processing", 1981. */
    private static double cubic(double x, double a) {
        if (x < 1) {
            return ((a + 2) * x - (a + 3)) * x * x + 1;
        }
        return x < 2 ? (((x - 5) * x + 8) * x - 4) * a : 0;
    }

    private static int[] fixedPoint(double[] values) {
        int[] fixed = new int[values.length];
        for (int tap = 0; tap < values.length; tap++) {
            double scaled = values[tap] * (1 << Resampling.PRECISION_BITS);
            fixed[tap] = (int) (scaled < 0 ? scaled - 0.5 : scaled + 0.5);
        }
        return fixed;
    }
}
