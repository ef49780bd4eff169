package io.trainyard.trainer.preview;

import io.trainyard.trainer.data.ImageDecoder;
import io.trainyard.trainer.image.Pixels;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** Images on disk. */
final class Picture {
    private static final int WHITE = 0xFFFFFF;

    private Picture() {}

    /** The RGB image of a JPEG or PNG. */
    static Pixels read(Path file) {
        try {
            return ImageDecoder.decode(Files.readAllBytes(file));
        } catch (IOException fault) {
            throw new IllegalArgumentException(
                    "image %s cannot be read: %s".formatted(file, fault.getMessage()), fault);
        }
    }

    /** Writes a PNG. */
    static void write(BufferedImage picture, Path file) {
        try (var output = Files.newOutputStream(file)) {
            if (!ImageIO.write(picture, "png", output)) {
                throw new IllegalStateException("no writer of PNG files");
            }
        } catch (IOException fault) {
            throw new IllegalArgumentException(
                    "%s cannot be written: %s".formatted(file, fault.getMessage()), fault);
        }
    }

    /** A white picture of that size. */
    static BufferedImage blank(int height, int width) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        int[] row = new int[width];
        java.util.Arrays.fill(row, WHITE);
        for (int line = 0; line < height; line++) {
            picture.setRGB(0, line, width, 1, row, 0, width);
        }
        return picture;
    }

    /** Draws an image with its upper left corner at a place. */
    static void draw(Pixels image, BufferedImage picture, int top, int left) {
        for (int row = 0; row < image.height(); row++) {
            for (int column = 0; column < image.width(); column++) {
                int red = image.value(0, row, column);
                boolean grey = image.channels() < 3;
                int green = grey ? red : image.value(1, row, column);
                int blue = grey ? red : image.value(2, row, column);
                picture.setRGB(left + column, top + row, (red << 16) | (green << 8) | blue);
            }
        }
    }
}
