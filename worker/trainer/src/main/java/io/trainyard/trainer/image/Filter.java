package io.trainyard.trainer.image;

/**
 * Gaussian blur and sharpness of torchvision.transforms.v2.functional, in float32, rounded. (C, H,
 * W) stays (C, H, W).
 */
public final class Filter {
    private static final float EDGE = (float) (1.0 / 13);
    private static final float MIDDLE = (float) (5.0 / 13);

    private Filter() {}

    /**
     * Blurred by a normal distribution, mirrored at the border.
     *
     * @param kernelWidth odd pixels, below twice the image's width
     * @param kernelHeight odd pixels, likewise
     * @throws IllegalArgumentException where the image is too small to be mirrored that far
     */
    public static Pixels gaussianBlur(
            Pixels image, int kernelWidth, int kernelHeight, double sigmaX, double sigmaY) {
        if (kernelWidth / 2 >= image.width() || kernelHeight / 2 >= image.height()) {
            throw new IllegalArgumentException(
                    "a blur by %dx%d pixels needs a larger image than %dx%d"
                            .formatted(kernelWidth, kernelHeight, image.width(), image.height()));
        }
        float[] across = kernel(kernelWidth, sigmaX);
        float[] along = kernel(kernelHeight, sigmaY);
        byte[] source = image.bytes();
        byte[] target = new byte[source.length];
        int width = image.width();
        int area = image.height() * width;
        float[] rows = new float[area];
        for (int from = 0; from < source.length; from += area) {
            for (int row = 0; row < image.height(); row++) {
                alongRow(source, from + row * width, rows, row * width, width, across);
            }
            for (int row = 0; row < image.height(); row++) {
                for (int column = 0; column < width; column++) {
                    float sum = 0;
                    for (int tap = 0; tap < along.length; tap++) {
                        int line = mirrored(row + tap - along.length / 2, image.height());
                        sum += rows[line * width + column] * along[tap];
                    }
                    target[from + row * width + column] = rounded(sum);
                }
            }
        }
        return new Pixels(image.channels(), image.height(), width, target);
    }

    private static void alongRow(
            byte[] source, int from, float[] target, int to, int width, float[] kernel) {
        int reach = kernel.length / 2;
        for (int column = 0; column < width; column++) {
            boolean inside = column >= reach && column < width - reach;
            float sum = 0;
            for (int tap = 0; tap < kernel.length; tap++) {
                int place = column + tap - reach;
                sum +=
                        (source[from + (inside ? place : mirrored(place, width))] & 0xFF)
                                * kernel[tap];
            }
            target[to + column] = sum;
        }
    }

    private static int mirrored(int place, int size) {
        if (place < 0) {
            return -place;
        }
        return place < size ? place : 2 * (size - 1) - place;
    }

    /**
     * torchvision's _get_gaussian_kernel1d: a softmax over squares, its points closer than pixels.
     */
    private static float[] kernel(int size, double sigma) {
        double limit = (size - 1) / (2 * Math.sqrt(2));
        double[] values = new double[size];
        double sum = 0;
        for (int place = 0; place < size; place++) {
            double x = size == 1 ? 0 : -limit + 2 * limit * place / (size - 1);
            values[place] = Math.exp(-(x / sigma) * (x / sigma));
            sum += values[place];
        }
        float[] kernel = new float[size];
        for (int place = 0; place < size; place++) {
            kernel[place] = (float) (values[place] / sum);
        }
        return kernel;
    }

    /** Away from a smoothed image, by a factor of 0 or more; the outermost pixels stay. */
    public static Pixels sharpness(Pixels image, double factor) {
        int width = image.width();
        int height = image.height();
        if (width <= 2 || height <= 2) {
            return image;
        }
        byte[] source = image.bytes();
        byte[] target = source.clone();
        float rest = (float) (1 - factor);
        for (int channel = 0; channel < image.channels(); channel++) {
            for (int row = 1; row < height - 1; row++) {
                int line = (channel * height + row) * width;
                for (int column = 1; column < width - 1; column++) {
                    int place = line + column;
                    float own = source[place] & 0xFF;
                    float smooth = (float) Math.rint(smoothed(source, place, width));
                    float value = Math.fma(smooth - own, rest, own);
                    target[place] = (byte) (int) Math.clamp(value, 0f, 255f);
                }
            }
        }
        return new Pixels(image.channels(), height, width, target);
    }

    private static float smoothed(byte[] source, int place, int width) {
        int around = -(source[place] & 0xFF);
        for (int line = place - width; line <= place + width; line += width) {
            around += (source[line - 1] & 0xFF) + (source[line] & 0xFF) + (source[line + 1] & 0xFF);
        }
        return around * EDGE + (source[place] & 0xFF) * MIDDLE;
    }

    private static byte rounded(float value) {
        return (byte) Math.clamp((long) Math.rint(value), 0, 255);
    }
}
