package io.trainyard.trainer.data;

import io.trainyard.trainer.image.Fit;
import io.trainyard.trainer.image.Pixels;
import java.util.Arrays;

/**
 * Images of one shape that lie in memory one after the other, as their files have them. Each is
 * brought to size when it is wanted, so that a large size costs no memory.
 */
final class PixelBlock implements ImageSet {
    private static final int RGB = 3;

    private final byte[] bytes;
    private final int[] labels;
    private final int channels;
    private final int height;
    private final int width;
    private final boolean spread;
    private final Fit fit;

    /**
     * Takes over both arrays.
     *
     * @param stored shape of each image
     * @param channels as many as stored, or 3 where one is stored: grey is spread
     * @param fit how images are handed out
     */
    PixelBlock(byte[] bytes, int[] labels, Shape stored, int channels, Fit fit) {
        if (bytes.length != (long) labels.length * stored.bytes()) {
            throw new IllegalArgumentException(
                    "%d bytes are no %d images of %s"
                            .formatted(bytes.length, labels.length, stored));
        }
        this.bytes = bytes;
        this.labels = labels;
        this.channels = stored.channels;
        this.height = stored.height;
        this.width = stored.width;
        this.spread = channels == RGB && stored.channels == 1;
        this.fit = fit;
    }

    /** Shape of an image of unsigned bytes, (C, H, W). */
    record Shape(int channels, int height, int width) {
        int bytes() {
            return Math.multiplyExact(Math.multiplyExact(channels, height), width);
        }
    }

    @Override
    public int count() {
        return labels.length;
    }

    @Override
    public int label(int index) {
        return labels[index];
    }

    @Override
    public Pixels image(int index) {
        int length = channels * height * width;
        byte[] image = Arrays.copyOfRange(bytes, index * length, (index + 1) * length);
        Pixels sized = fit.apply(new Pixels(channels, height, width, image));
        return spread ? spread(sized) : sized;
    }

    private static Pixels spread(Pixels grey) {
        byte[] planes = new byte[RGB * grey.size()];
        for (int channel = 0; channel < RGB; channel++) {
            for (int row = 0; row < grey.height(); row++) {
                grey.copyRow(
                        0,
                        row,
                        0,
                        planes,
                        channel * grey.size() + row * grey.width(),
                        grey.width());
            }
        }
        return new Pixels(RGB, grey.height(), grey.width(), planes);
    }
}
