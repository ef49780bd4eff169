package io.trainyard.trainer.image;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An image (C, H, W) of unsigned bytes. Once filled it is shared between threads and never changed.
 */
public final class Pixels {
    private final int channels;
    private final int height;
    private final int width;
    private final byte[] bytes;

    /** An image that takes over the array, which nobody may change afterwards. */
    public Pixels(int channels, int height, int width, byte[] bytes) {
        if (bytes.length != channels * height * width) {
            throw new IllegalArgumentException(
                    "%d bytes are no %dx%dx%d image"
                            .formatted(bytes.length, channels, height, width));
        }
        this.channels = channels;
        this.height = height;
        this.width = width;
        this.bytes = bytes;
    }

    public int channels() {
        return channels;
    }

    public int height() {
        return height;
    }

    public int width() {
        return width;
    }

    /** The brightness of a pixel in one channel, 0..255. */
    public int value(int channel, int row, int column) {
        return Byte.toUnsignedInt(bytes[index(channel, row, column)]);
    }

    /** Bytes it takes. */
    public int size() {
        return bytes.length;
    }

    /** Writes all bytes, channel by channel, row by row. */
    public void writeTo(ByteBuffer target) {
        target.put(bytes);
    }

    /** Copies a piece of a row into an array. */
    public void copyRow(int channel, int row, int column, byte[] target, int position, int count) {
        System.arraycopy(bytes, index(channel, row, column), target, position, count);
    }

    /** The part of that height and width whose upper left corner is given; it must lie inside. */
    public Pixels crop(int top, int left, int newHeight, int newWidth) {
        if (top == 0 && left == 0 && newHeight == height && newWidth == width) {
            return this;
        }
        byte[] target = new byte[channels * newHeight * newWidth];
        for (int channel = 0; channel < channels; channel++) {
            for (int row = 0; row < newHeight; row++) {
                copyRow(
                        channel,
                        top + row,
                        left,
                        target,
                        (channel * newHeight + row) * newWidth,
                        newWidth);
            }
        }
        return new Pixels(channels, newHeight, newWidth, target);
    }

    /** The bytes themselves, for reading alone: channel by channel, row by row. */
    byte[] bytes() {
        return bytes;
    }

    /** Top and bottom swapped. */
    public Pixels upsideDown() {
        byte[] target = new byte[bytes.length];
        for (int channel = 0; channel < channels; channel++) {
            for (int row = 0; row < height; row++) {
                copyRow(channel, row, 0, target, index(channel, height - 1 - row, 0), width);
            }
        }
        return new Pixels(channels, height, width, target);
    }

    /** Left and right swapped. */
    public Pixels mirrored() {
        byte[] target = new byte[bytes.length];
        for (int start = 0; start < bytes.length; start += width) {
            for (int column = 0; column < width; column++) {
                target[start + column] = bytes[start + width - 1 - column];
            }
        }
        return new Pixels(channels, height, width, target);
    }

    private int index(int channel, int row, int column) {
        return (channel * height + row) * width + column;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Pixels that
                && channels == that.channels
                && height == that.height
                && width == that.width
                && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(channels, height, width, Arrays.hashCode(bytes));
    }

    /** {@code 3x32x32 image}. */
    @Override
    public String toString() {
        return "%dx%dx%d image".formatted(channels, height, width);
    }
}
