package io.trainyard.trainer.image;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;

/**
 * Where pixels stand: crops, borders and quarter turns, as torchvision.transforms.v2.functional.
 */
public final class Placement {
    private Placement() {}

    /** What a border is made of. */
    public enum Border {
        /** One colour. */
        @JsonProperty("constant")
        CONSTANT,
        /** The outermost pixel, repeated. */
        @JsonProperty("edge")
        EDGE,
        /** The mirror image without the outermost pixel; narrower than the image. */
        @JsonProperty("reflect")
        REFLECT,
        /** The mirror image with it; no wider than the image. */
        @JsonProperty("symmetric")
        SYMMETRIC;

        /** The pixel of an axis that a place outside of it shows; -1 for none. */
        int source(int place, int size) {
            if (place >= 0 && place < size) {
                return place;
            }
            return switch (this) {
                case CONSTANT -> -1;
                case EDGE -> Math.clamp(place, 0, size - 1);
                case REFLECT -> place < 0 ? -place : 2 * (size - 1) - place;
                case SYMMETRIC -> place < 0 ? -place - 1 : 2 * size - 1 - place;
            };
        }
    }

    /** Widths of a border in pixels. */
    public record Padding(int left, int top, int right, int bottom) {
        public Padding {
            if (Math.min(Math.min(left, top), Math.min(right, bottom)) < 0) {
                throw new IllegalArgumentException("padding is negative");
            }
        }

        public static Padding all(int width) {
            return new Padding(width, width, width, width);
        }
    }

    /**
     * A part of the image; what lies outside of it is black.
     *
     * @param top row of the part's first row, also negative
     * @param left likewise
     */
    public static Pixels crop(Pixels image, int top, int left, int height, int width) {
        return window(image, top, left, height, width, Border.CONSTANT, new int[] {0});
    }

    /** The middle; a smaller image is set into black. */
    public static Pixels centerCrop(Pixels image, int height, int width) {
        int above = height > image.height() ? (height - image.height()) / 2 : 0;
        int leftOf = width > image.width() ? (width - image.width()) / 2 : 0;
        int top =
                above > 0 || height > image.height()
                        ? -above
                        : (int) Math.rint((image.height() - height) / 2.0);
        int left =
                leftOf > 0 || width > image.width()
                        ? -leftOf
                        : (int) Math.rint((image.width() - width) / 2.0);
        return crop(image, top, left, height, width);
    }

    /**
     * The image with a border.
     *
     * @param fill 0..255, one for all channels or one a channel; for constant borders
     * @throws IllegalArgumentException where a mirror image is smaller than its border
     */
    public static Pixels pad(Pixels image, Padding padding, Border border, int... fill) {
        checkMirrored(padding.left, padding.right, image.width(), border);
        checkMirrored(padding.top, padding.bottom, image.height(), border);
        return window(
                image,
                -padding.top,
                -padding.left,
                image.height() + padding.top + padding.bottom,
                image.width() + padding.left + padding.right,
                border,
                fill);
    }

    private static void checkMirrored(int before, int after, int size, Border border) {
        int most =
                switch (border) {
                    case CONSTANT, EDGE -> Integer.MAX_VALUE;
                    case REFLECT -> size - 1;
                    case SYMMETRIC -> size;
                };
        if (Math.max(before, after) > most) {
            throw new IllegalArgumentException(
                    "a border of %d pixels cannot mirror an edge of %d; at most %d can"
                            .formatted(Math.max(before, after), size, most));
        }
    }

    private static Pixels window(
            Pixels image, int top, int left, int height, int width, Border border, int[] fill) {
        byte[] source = image.bytes();
        byte[] target = new byte[image.channels() * height * width];
        int from = Math.max(0, -left);
        int to = Math.min(width, image.width() - left);
        for (int channel = 0; channel < image.channels(); channel++) {
            byte colour = (byte) fill[fill.length == 1 ? 0 : channel];
            for (int row = 0; row < height; row++) {
                int line = border.source(top + row, image.height());
                int start = (channel * height + row) * width;
                if (line < 0) {
                    Arrays.fill(target, start, start + width, colour);
                    continue;
                }
                int begin = (channel * image.height() + line) * image.width();
                for (int column = 0; column < Math.min(from, width); column++) {
                    target[start + column] =
                            outside(source, begin, left + column, image.width(), border, colour);
                }
                if (to > from) {
                    System.arraycopy(source, begin + left + from, target, start + from, to - from);
                }
                for (int column = Math.max(to, 0); column < width; column++) {
                    target[start + column] =
                            outside(source, begin, left + column, image.width(), border, colour);
                }
            }
        }
        return new Pixels(image.channels(), height, width, target);
    }

    private static byte outside(
            byte[] source, int begin, int place, int width, Border border, byte colour) {
        int column = border.source(place, width);
        return column < 0 ? colour : source[begin + column];
    }

    /** Turned a quarter to the left, that many times. */
    public static Pixels quarterTurns(Pixels image, int turns) {
        Pixels turned = image;
        for (int turn = 0; turn < Math.floorMod(turns, 4); turn++) {
            turned = quarterTurn(turned);
        }
        return turned;
    }

    private static Pixels quarterTurn(Pixels image) {
        byte[] source = image.bytes();
        byte[] target = new byte[source.length];
        int height = image.width();
        int width = image.height();
        for (int channel = 0; channel < image.channels(); channel++) {
            int plane = channel * height * width;
            for (int row = 0; row < height; row++) {
                for (int column = 0; column < width; column++) {
                    target[plane + row * width + column] =
                            source[plane + column * image.width() + image.width() - 1 - row];
                }
            }
        }
        return new Pixels(image.channels(), height, width, target);
    }

    /** The image with a rectangle, which must lie inside, overwritten by one colour a channel. */
    public static Pixels erase(
            Pixels image, int top, int left, int height, int width, byte[] values) {
        byte[] target = image.bytes().clone();
        int area = height * width;
        for (int channel = 0; channel < image.channels(); channel++) {
            for (int row = 0; row < height; row++) {
                int start = (channel * image.height() + top + row) * image.width() + left;
                if (values.length == image.channels() * area) {
                    System.arraycopy(values, channel * area + row * width, target, start, width);
                } else {
                    byte value = values[values.length == 1 ? 0 : channel];
                    Arrays.fill(target, start, start + width, value);
                }
            }
        }
        return new Pixels(image.channels(), image.height(), image.width(), target);
    }
}
