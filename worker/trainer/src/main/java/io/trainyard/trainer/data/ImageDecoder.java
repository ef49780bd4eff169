package io.trainyard.trainer.data;

import io.trainyard.trainer.image.Pixels;
import io.trainyard.trainer.natives.NativeCache;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * Decodes JPEG and PNG to RGB as Pillow's {@code convert('RGB')} does: palettes are looked up, grey
 * is spread, alpha is dropped, CMYK is taken as Adobe's inverted one, orientation tags are left
 * alone. OpenCV brings libjpeg-turbo and libpng.
 */
public final class ImageDecoder {
    private static final int RGB = 3;

    static {
        System.setProperty(
                "org.bytedeco.javacpp.cachedir", NativeCache.folder("javacpp").toString());
        opencv_core.setNumThreads(1);
        Loader.load(opencv_imgcodecs.class);
    }

    private ImageDecoder() {}

    /** Loads the native libraries, so that the first image need not wait for them. */
    public static void load() {
        // The static initialiser has done it.
    }

    /**
     * The image of a file.
     *
     * @throws IOException with the reason where it cannot be read
     */
    public static Pixels decode(byte[] file) throws IOException {
        ImageHeader header = ImageHeader.read(file);
        int mode =
                header.deepGrey()
                        ? opencv_imgcodecs.IMREAD_UNCHANGED
                        : opencv_imgcodecs.IMREAD_COLOR
                                | opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
        try (Mat encoded = new Mat(file);
                Mat decoded = opencv_imgcodecs.imdecode(encoded, mode)) {
            if (decoded.empty()) {
                throw new IOException("its content is damaged");
            }
            return header.deepGrey() ? spread(decoded) : planes(decoded);
        } catch (RuntimeException fault) {
            throw new IOException("its content is damaged: " + fault.getMessage(), fault);
        }
    }

    /** OpenCV's rows of blue, green, red to our planes of red, green, blue. */
    private static Pixels planes(Mat image) {
        int area = image.rows() * image.cols();
        byte[] interleaved = new byte[RGB * area];
        image.data().get(interleaved);
        byte[] planes = new byte[RGB * area];
        for (int pixel = 0; pixel < area; pixel++) {
            for (int channel = 0; channel < RGB; channel++) {
                planes[channel * area + pixel] = interleaved[pixel * RGB + (RGB - 1 - channel)];
            }
        }
        return new Pixels(RGB, image.rows(), image.cols(), planes);
    }

    /** Pillow clips 16-bit grey at 255 rather than scaling it. */
    private static Pixels spread(Mat image) {
        int area = image.rows() * image.cols();
        ByteBuffer values =
                image.data().capacity(2L * area).asByteBuffer().order(ByteOrder.nativeOrder());
        byte[] planes = new byte[RGB * area];
        for (int pixel = 0; pixel < area; pixel++) {
            byte value = (byte) Math.min(255, values.getShort(2 * pixel) & 0xFFFF);
            for (int channel = 0; channel < RGB; channel++) {
                planes[channel * area + pixel] = value;
            }
        }
        return new Pixels(RGB, image.rows(), image.cols(), planes);
    }
}
