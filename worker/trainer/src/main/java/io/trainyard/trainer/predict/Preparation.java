package io.trainyard.trainer.predict;

import io.trainyard.trainer.data.ImageDecoder;
import io.trainyard.trainer.engine.graph.TensorShape;
import io.trainyard.trainer.image.Grey;
import io.trainyard.trainer.image.Pixels;
import io.trainyard.trainer.image.Resampling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How an image becomes an input: torchvision's Resize and CenterCrop, unless it has the input's
 * size already.
 *
 * @param input {@code (C, H, W)}, square
 * @param resize what the shorter edge is brought to before the middle is cut out
 */
record Preparation(TensorShape input, int resize) {
    /** Larger files are no photographs. */
    private static final long LARGEST_FILE = 1L << 28;

    Pixels read(Path file) throws IOException {
        long bytes = Files.size(file);
        if (bytes > LARGEST_FILE) {
            throw new IOException(
                    "it has %,d bytes; at most %,d are read".formatted(bytes, LARGEST_FILE));
        }
        Pixels colours = ImageDecoder.decode(Files.readAllBytes(file));
        // As Pillow: the mode is converted first.
        return sized(input.size(0) == 1 ? Grey.of(colours) : colours);
    }

    Pixels sized(Pixels image) {
        int size = input.size(1);
        if (image.height() == size && image.width() == size) {
            return image;
        }
        if (resize == size) {
            return Resampling.toSquare(image, size);
        }
        int shorter = Math.min(image.height(), image.width());
        int height = Math.toIntExact((long) resize * image.height() / shorter);
        int width = Math.toIntExact((long) resize * image.width() / shorter);
        Pixels resized =
                height == image.height() && width == image.width()
                        ? image
                        : Resampling.resize(image, height, width);
        // Python's round, which CenterCrop calls, takes halves to the even neighbour.
        return resized.crop(
                (int) Math.rint((height - size) / 2.0),
                (int) Math.rint((width - size) / 2.0),
                size,
                size);
    }
}
