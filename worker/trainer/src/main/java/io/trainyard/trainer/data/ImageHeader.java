package io.trainyard.trainer.data;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * What an image file declares, read before a decoder allocates anything.
 *
 * @param width in pixels
 * @param height in pixels
 * @param deepGrey whether it is grey with 16 bits a pixel
 */
record ImageHeader(int width, int height, boolean deepGrey) {
    /** Pillow's own limit against decompression bombs (Image.MAX_IMAGE_PIXELS). */
    private static final long MOST_PIXELS = 89_478_485;

    private static final long PNG_SIGNATURE = 0x89504E470D0A1A0AL;
    private static final int PNG_HEADER = 0x49484452; // IHDR
    private static final int PNG_END = 0x49454E44; // IEND
    private static final int JPEG_START = 0xFFD8;
    private static final int JPEG_END = 0xFFD9;
    private static final int JPEG_SCAN = 0xFFDA;

    /** Reads and checks the header of a JPEG or PNG, told apart by content. */
    static ImageHeader read(byte[] file) throws IOException {
        try {
            ByteBuffer bytes = ByteBuffer.wrap(file);
            ImageHeader header;
            if (file.length >= Long.BYTES && bytes.getLong(0) == PNG_SIGNATURE) {
                header = png(bytes);
            } else if (file.length >= Short.BYTES && (bytes.getShort(0) & 0xFFFF) == JPEG_START) {
                header = jpeg(bytes);
            } else {
                throw new IOException("it is neither JPEG nor PNG");
            }
            header.check();
            return header;
        } catch (BufferUnderflowException
                | IndexOutOfBoundsException
                | IllegalArgumentException truncated) {
            throw new IOException("it is truncated", truncated);
        }
    }

    private void check() throws IOException {
        if (width < 1 || height < 1 || (long) width * height > MOST_PIXELS) {
            throw new IOException(
                    "it declares %d x %d pixels; at most %,d in all are read"
                            .formatted(width, height, MOST_PIXELS));
        }
    }

    /**
     * Walks the chunks (PNG specification, section 5) to the last, which a truncated file lacks.
     */
    private static ImageHeader png(ByteBuffer bytes) throws IOException {
        bytes.position(Long.BYTES + Integer.BYTES);
        if (bytes.getInt() != PNG_HEADER) {
            throw new IOException("its first chunk is not IHDR");
        }
        int width = bytes.getInt();
        int height = bytes.getInt();
        int depth = bytes.get();
        int colour = bytes.get();
        bytes.position(Long.BYTES);
        int chunk;
        do {
            int length = bytes.getInt();
            chunk = bytes.getInt();
            bytes.position(Math.addExact(bytes.position(), length));
            bytes.getInt(); // checksum
        } while (chunk != PNG_END);
        return new ImageHeader(width, height, depth == 16 && colour == 0);
    }

    /**
     * Finds the frame header (ITU T.81, B.2.2), and the end marker, which a truncated file lacks.
     */
    private static ImageHeader jpeg(ByteBuffer bytes) throws IOException {
        bytes.position(Short.BYTES);
        ImageHeader header = null;
        while (true) {
            int marker = marker(bytes);
            if (marker == JPEG_SCAN) {
                break;
            }
            int next = bytes.position() + (bytes.getShort(bytes.position()) & 0xFFFF);
            if (isFrame(marker)) {
                bytes.position(bytes.position() + 3); // length, precision
                int height = bytes.getShort() & 0xFFFF;
                int width = bytes.getShort() & 0xFFFF;
                header = new ImageHeader(width, height, false);
            }
            bytes.position(next);
        }
        if (header == null) {
            throw new IOException("it has no frame header");
        }
        for (int position = bytes.limit() - 2; position >= bytes.position(); position--) {
            if ((bytes.getShort(position) & 0xFFFF) == JPEG_END) {
                return header;
            }
        }
        throw new IOException("it is truncated");
    }

    /** The next marker; any number of fill bytes may precede it. */
    private static int marker(ByteBuffer bytes) throws IOException {
        if ((bytes.get() & 0xFF) != 0xFF) {
            throw new IOException("it has no marker where one must be");
        }
        int code;
        do {
            code = bytes.get() & 0xFF;
        } while (code == 0xFF);
        return 0xFF00 | code;
    }

    /** SOF0 to SOF15, without DHT, JPG and DAC, which lie between them. */
    private static boolean isFrame(int marker) {
        return marker >= 0xFFC0
                && marker <= 0xFFCF
                && marker != 0xFFC4
                && marker != 0xFFC8
                && marker != 0xFFCC;
    }
}
