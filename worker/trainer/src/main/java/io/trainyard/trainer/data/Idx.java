package io.trainyard.trainer.data;

import io.trainyard.trainer.data.PixelBlock.Shape;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * The IDX files of MNIST (LeCun, Cortes and Burges, "The MNIST database"), as they are or gzipped:
 * a magic number that holds the type and the number of dimensions, the dimensions, the values.
 */
final class Idx {
    private static final int IMAGES = 0x00000803; // unsigned bytes, three dimensions
    private static final int LABELS = 0x00000801; // unsigned bytes, one dimension
    private static final int GZIP = 0x1F8B;

    private Idx() {}

    /** Grey images, one after the other. */
    record Images(int count, Shape shape, byte[] bytes) {}

    /** The images of a file. */
    static Images images(Path file) throws IOException {
        try (DataInputStream input = open(file)) {
            check(input, IMAGES, "images");
            int count = input.readInt();
            Shape shape = new Shape(1, input.readInt(), input.readInt());
            if (count < 1 || shape.height() < 1 || shape.width() < 1) {
                throw new IOException(
                        "it declares %d images of %d x %d pixels"
                                .formatted(count, shape.height(), shape.width()));
            }
            return new Images(
                    count, shape, values(input, (double) count * shape.height() * shape.width()));
        } catch (EOFException truncated) {
            throw new IOException("it is truncated", truncated);
        }
    }

    /** The labels of a file. */
    static int[] labels(Path file) throws IOException {
        try (DataInputStream input = open(file)) {
            check(input, LABELS, "labels");
            byte[] values = values(input, input.readInt());
            int[] labels = new int[values.length];
            for (int i = 0; i < labels.length; i++) {
                labels[i] = Byte.toUnsignedInt(values[i]);
            }
            return labels;
        } catch (EOFException truncated) {
            throw new IOException("it is truncated", truncated);
        }
    }

    private static DataInputStream open(Path file) throws IOException {
        InputStream input = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        try {
            input.mark(Short.BYTES);
            int start = (input.read() << 8) | input.read();
            input.reset();
            return new DataInputStream(start == GZIP ? new GZIPInputStream(input, 1 << 16) : input);
        } catch (IOException fault) {
            input.close();
            throw fault;
        }
    }

    private static void check(DataInputStream input, int expected, String what) throws IOException {
        int magic = input.readInt();
        if (magic != expected) {
            throw new IOException(
                    "it starts with %08x, and an IDX file of %s with %08x"
                            .formatted(magic, what, expected));
        }
    }

    /**
     * The values, exactly as many as are declared. What is read grows with the file, not with what
     * it declares.
     */
    private static byte[] values(InputStream input, double declared) throws IOException {
        if (declared < 0 || declared > Integer.MAX_VALUE - Long.BYTES) {
            throw new IOException(
                    "it declares %.0f values; at most 2^31 are read".formatted(declared));
        }
        byte[] values = input.readNBytes((int) declared);
        if (values.length < (int) declared) {
            throw new EOFException();
        }
        if (input.read() >= 0) {
            throw new IOException(
                    "it is longer than the %.0f values it declares".formatted(declared));
        }
        return values;
    }
}
