package io.trainyard.trainer.image;

/**
 * Another size, with Pillow's arithmetic (src/libImaging/Resample.c), which is also that of
 * torchvision's resize of unsigned bytes: first along rows, then along columns, with fixed-point
 * coefficients and a byte image between the two.
 */
public final class Resampling {
    /** Pillow's PRECISION_BITS: 32 bits less 8 for the pixel and 2 for overshoot. */
    static final int PRECISION_BITS = 22;

    private static final int HALF = 1 << (PRECISION_BITS - 1);

    private Resampling() {}

    /** The image in another size: bilinear, antialiased. */
    public static Pixels resize(Pixels image, int height, int width) {
        return resize(image, height, width, Interpolation.BILINEAR, true);
    }

    /**
     * The image in another size.
     *
     * @param antialias whether a pixel of a smaller image is made of all that it covers; nearest
     *     never does
     */
    public static Pixels resize(
            Pixels image, int height, int width, Interpolation interpolation, boolean antialias) {
        if (height == image.height() && width == image.width()) {
            return image;
        }
        if (interpolation == Interpolation.NEAREST) {
            return nearest(image, height, width);
        }
        return resample(
                image,
                Axis.whole(image.height(), height, interpolation, antialias),
                Axis.whole(image.width(), width, interpolation, antialias));
    }

    /**
     * The image with its shorter edge brought to that size, as torchvision's Resize; the longer one
     * is cut to a whole number.
     */
    public static Pixels shorterEdge(
            Pixels image, int size, Interpolation interpolation, boolean antialias) {
        int shorter = Math.min(image.height(), image.width());
        return resize(
                image,
                Math.toIntExact((long) size * image.height() / shorter),
                Math.toIntExact((long) size * image.width() / shorter),
                interpolation,
                antialias);
    }

    /**
     * The image as a square: the shorter edge brought to that size, then the middle cut out, as
     * torchvision's Resize and CenterCrop. An image that has the size already stays as it is.
     */
    public static Pixels toSquare(Pixels image, int size) {
        return toSquare(image, size, size, Interpolation.BILINEAR);
    }

    /**
     * The image as a square.
     *
     * @param resized what the shorter edge is brought to, at least {@code size}
     * @param size edge of the middle that is cut out
     */
    public static Pixels toSquare(
            Pixels image, int resized, int size, Interpolation interpolation) {
        int shorter = Math.min(image.height(), image.width());
        long height = (long) resized * image.height() / shorter;
        long width = (long) resized * image.width() / shorter;
        if (interpolation == Interpolation.NEAREST) {
            return Placement.centerCrop(
                    nearest(image, Math.toIntExact(height), Math.toIntExact(width)), size, size);
        }
        // Only the middle is computed: the whole of a very long image would not fit into memory.
        return resample(
                image,
                Axis.middle(image.height(), height, size, interpolation),
                Axis.middle(image.width(), width, size, interpolation));
    }

    private static Pixels resample(Pixels image, Axis vertical, Axis horizontal) {
        Pixels wide = horizontal.isIdentity() ? image : alongRows(image, horizontal);
        return vertical.isIdentity() ? wide : alongColumns(wide, vertical);
    }

    private static Pixels alongRows(Pixels image, Axis axis) {
        byte[] source = image.bytes();
        int rows = image.channels() * image.height();
        byte[] target = new byte[rows * axis.count()];
        for (int row = 0; row < rows; row++) {
            int from = row * image.width();
            int to = row * axis.count();
            for (int column = 0; column < axis.count(); column++) {
                int[] weights = axis.weights(column);
                int first = from + axis.first(column);
                int sum = HALF;
                for (int tap = 0; tap < weights.length; tap++) {
                    sum += (source[first + tap] & 0xFF) * weights[tap];
                }
                target[to + column] = clip(sum);
            }
        }
        return new Pixels(image.channels(), image.height(), axis.count(), target);
    }

    /** Row by row, so that memory is read in its order. */
    private static Pixels alongColumns(Pixels image, Axis axis) {
        byte[] source = image.bytes();
        int width = image.width();
        byte[] target = new byte[image.channels() * axis.count() * width];
        int[] sums = new int[width];
        for (int channel = 0; channel < image.channels(); channel++) {
            for (int row = 0; row < axis.count(); row++) {
                int[] weights = axis.weights(row);
                java.util.Arrays.fill(sums, HALF);
                for (int tap = 0; tap < weights.length; tap++) {
                    int from = (channel * image.height() + axis.first(row) + tap) * width;
                    int weight = weights[tap];
                    for (int column = 0; column < width; column++) {
                        sums[column] += (source[from + column] & 0xFF) * weight;
                    }
                }
                int to = (channel * axis.count() + row) * width;
                for (int column = 0; column < width; column++) {
                    target[to + column] = clip(sums[column]);
                }
            }
        }
        return new Pixels(image.channels(), axis.count(), width, target);
    }

    private static byte clip(int sum) {
        return (byte) Math.clamp(sum >> PRECISION_BITS, 0, 255);
    }

    /** PyTorch's nearest: the pixel at floor(target * scale), in float32. */
    private static Pixels nearest(Pixels image, int height, int width) {
        byte[] source = image.bytes();
        byte[] target = new byte[image.channels() * height * width];
        float down = (float) image.height() / height;
        float right = (float) image.width() / width;
        int position = 0;
        for (int channel = 0; channel < image.channels(); channel++) {
            for (int row = 0; row < height; row++) {
                int line = Math.min((int) (row * down), image.height() - 1);
                int from = (channel * image.height() + line) * image.width();
                for (int column = 0; column < width; column++) {
                    target[position++] =
                            source[from + Math.min((int) (column * right), image.width() - 1)];
                }
            }
        }
        return new Pixels(image.channels(), height, width, target);
    }
}
