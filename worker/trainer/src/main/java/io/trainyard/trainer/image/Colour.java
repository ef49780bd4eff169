package io.trainyard.trainer.image;

/**
 * Brightness, contrast, saturation and hue as torchvision.transforms.v2.functional computes them on
 * unsigned bytes: in float32, cut to 0..255 and to a whole number. Images have one channel or
 * three; what colour means is nothing to grey ones. (C, H, W) stays (C, H, W).
 */
public final class Colour {
    private static final int LEVELS = 256;
    private static final float MOST = 255;

    private Colour() {}

    /** Each value times a factor, 0 or more. */
    public static Pixels brightness(Pixels image, double factor) {
        byte[] table = new byte[LEVELS];
        for (int level = 0; level < LEVELS; level++) {
            table[level] = cut(level * (float) factor);
        }
        return Tones.mapped(image, table);
    }

    /** Away from the mean of the grey image, by a factor of 0 or more. */
    public static Pixels contrast(Pixels image, double factor) {
        float mean = meanGrey(image);
        float rest = (float) (1 - factor);
        byte[] table = new byte[LEVELS];
        for (int level = 0; level < LEVELS; level++) {
            table[level] = cut(Math.fma(mean, rest, level * (float) factor));
        }
        return Tones.mapped(image, table);
    }

    /** Away from the grey image, by a factor of 0 or more. */
    public static Pixels saturation(Pixels image, double factor) {
        if (image.channels() != 3) {
            return image;
        }
        byte[] source = image.bytes();
        byte[] target = new byte[source.length];
        int area = image.height() * image.width();
        float share = (float) factor;
        float rest = (float) (1 - factor);
        for (int pixel = 0; pixel < area; pixel++) {
            float grey = grey(source, area, pixel);
            for (int place = pixel; place < source.length; place += area) {
                target[place] = cut(Math.fma(grey, rest, (source[place] & 0xFF) * share));
            }
        }
        return new Pixels(3, image.height(), image.width(), target);
    }

    /** The image without its colours; it keeps its channels. */
    public static Pixels grayscale(Pixels image) {
        if (image.channels() != 3) {
            return image;
        }
        byte[] source = image.bytes();
        byte[] target = new byte[source.length];
        int area = image.height() * image.width();
        for (int pixel = 0; pixel < area; pixel++) {
            byte grey = (byte) grey(source, area, pixel);
            target[pixel] = grey;
            target[pixel + area] = grey;
            target[pixel + 2 * area] = grey;
        }
        return new Pixels(3, image.height(), image.width(), target);
    }

    /**
     * The colours turned around the circle.
     *
     * @param factor -0.5..0.5, shares of a whole turn
     */
    public static Pixels hue(Pixels image, double factor) {
        if (image.channels() != 3) {
            return image;
        }
        byte[] source = image.bytes();
        byte[] target = new byte[source.length];
        int area = image.height() * image.width();
        float turn = (float) factor;
        for (int pixel = 0; pixel < area; pixel++) {
            turn(source, target, area, pixel, turn);
        }
        return new Pixels(3, image.height(), image.width(), target);
    }

    /** To hue, saturation and value and back, as Pillow's Convert.c; s and v stay. */
    private static void turn(byte[] source, byte[] target, int area, int pixel, float turn) {
        float scale = 1f / MOST;
        float red = (source[pixel] & 0xFF) * scale;
        float green = (source[pixel + area] & 0xFF) * scale;
        float blue = (source[pixel + 2 * area] & 0xFF) * scale;
        float most = Math.max(red, Math.max(green, blue));
        float range = most - Math.min(red, Math.min(green, blue));
        float saturation = range == 0 ? 0 : range / most;
        float divisor = range == 0 ? 1 : range;
        float fromRed = (most - red) / divisor;
        float fromGreen = (most - green) / divisor;
        float fromBlue = (most - blue) / divisor;
        float hue;
        if (most == red) {
            hue = fromBlue - fromGreen;
        } else if (most == green) {
            hue = fromRed + 2 - fromBlue;
        } else {
            hue = fromGreen + 4 - fromRed;
        }
        hue = (hue * (float) (1.0 / 6) + 1) % 1;
        hue = (hue + turn) % 1;
        hue = hue < 0 ? hue + 1 : hue;
        float sixths = hue * 6;
        int sector = (int) Math.floor(sixths);
        float part = saturation * (sixths - sector);
        float pale = 1 - saturation;
        float falling = unit((1 - part) * most);
        float rising = unit((part + pale) * most);
        float low = unit(pale * most);
        switch (sector % 6) {
            case 0 -> put(target, area, pixel, most, rising, low);
            case 1 -> put(target, area, pixel, falling, most, low);
            case 2 -> put(target, area, pixel, low, most, rising);
            case 3 -> put(target, area, pixel, low, falling, most);
            case 4 -> put(target, area, pixel, rising, low, most);
            default -> put(target, area, pixel, most, low, falling);
        }
    }

    private static void put(
            byte[] target, int area, int pixel, float red, float green, float blue) {
        target[pixel] = level(red);
        target[pixel + area] = level(green);
        target[pixel + 2 * area] = level(blue);
    }

    /** to_dtype: 0..1 to equal parts for each level. */
    private static byte level(float value) {
        return (byte) (int) (value * (float) (MOST + 1 - 1e-3));
    }

    private static float unit(float value) {
        return Math.clamp(value, 0f, 1f);
    }

    /** torch.mean of the grey image. */
    private static float meanGrey(Pixels image) {
        byte[] source = image.bytes();
        int area = image.height() * image.width();
        long sum = 0;
        for (int pixel = 0; pixel < area; pixel++) {
            sum += image.channels() == 3 ? (long) grey(source, area, pixel) : source[pixel] & 0xFF;
        }
        return (float) ((double) sum / area);
    }

    /** ITU-R 601's luma, cut to a whole number. */
    private static float grey(byte[] source, int area, int pixel) {
        float red = (source[pixel] & 0xFF) * 0.2989f;
        float both = Math.fma(source[pixel + area] & 0xFF, 0.587f, red);
        return (float) Math.floor(Math.fma(source[pixel + 2 * area] & 0xFF, 0.114f, both));
    }

    private static byte cut(float value) {
        return (byte) (int) Math.clamp(value, 0f, MOST);
    }
}
