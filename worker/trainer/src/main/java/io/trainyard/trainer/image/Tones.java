package io.trainyard.trainer.image;

/**
 * Values replaced by values: posterize, solarize, autocontrast, equalize and invert of
 * torchvision.transforms.v2.functional. (C, H, W) stays (C, H, W).
 */
public final class Tones {
    private static final int LEVELS = 256;
    private static final int BITS = 8;

    private Tones() {}

    /** Every value looked up in a table of 256. */
    static Pixels mapped(Pixels image, byte[] table) {
        byte[] source = image.bytes();
        byte[] target = new byte[source.length];
        map(source, target, 0, source.length, table);
        return new Pixels(image.channels(), image.height(), image.width(), target);
    }

    private static void map(byte[] source, byte[] target, int from, int to, byte[] table) {
        for (int place = from; place < to; place++) {
            target[place] = table[source[place] & 0xFF];
        }
    }

    /** Keeps that many of the highest bits, 0..8. */
    public static Pixels posterize(Pixels image, int bits) {
        int mask = ((1 << bits) - 1) << (BITS - bits);
        byte[] table = new byte[LEVELS];
        for (int level = 0; level < LEVELS; level++) {
            table[level] = (byte) (level & mask);
        }
        return mapped(image, table);
    }

    /** Inverts what is as bright as a threshold, or brighter. */
    public static Pixels solarize(Pixels image, double threshold) {
        byte[] table = new byte[LEVELS];
        for (int level = 0; level < LEVELS; level++) {
            table[level] = (byte) (level >= threshold ? LEVELS - 1 - level : level);
        }
        return mapped(image, table);
    }

    /** The negative. */
    public static Pixels invert(Pixels image) {
        return solarize(image, 0);
    }

    /** Each channel stretched from its darkest value to its brightest over 0..255. */
    public static Pixels autocontrast(Pixels image) {
        return byChannel(
                image,
                counts -> {
                    int darkest = 0;
                    int brightest = LEVELS - 1;
                    while (counts[darkest] == 0) {
                        darkest++;
                    }
                    while (counts[brightest] == 0) {
                        brightest--;
                    }
                    byte[] table = new byte[LEVELS];
                    boolean flat = darkest == brightest;
                    float scale = flat ? 1 : (brightest - darkest) * (float) (1.0 / 255);
                    for (int level = 0; level < LEVELS; level++) {
                        float stretched = (level - (flat ? 0 : darkest)) / scale;
                        table[level] = (byte) (int) Math.clamp(stretched, 0f, 255f);
                    }
                    return table;
                });
    }

    /** Each channel's histogram made level, as Pillow's ImageOps.equalize. */
    public static Pixels equalize(Pixels image) {
        int area = image.height() * image.width();
        return byChannel(
                image,
                counts -> {
                    int brightest = LEVELS - 1;
                    while (counts[brightest] == 0) {
                        brightest--;
                    }
                    int step = (area - counts[brightest]) / (LEVELS - 1);
                    byte[] table = new byte[LEVELS];
                    int below = 0;
                    for (int level = 0; level < LEVELS; level++) {
                        table[level] =
                                (byte)
                                        (step == 0
                                                ? level
                                                : Math.min(LEVELS - 1, (below + step / 2) / step));
                        below += counts[level];
                    }
                    return table;
                });
    }

    private interface TableMaker {
        byte[] table(int[] counts);
    }

    private static Pixels byChannel(Pixels image, TableMaker maker) {
        byte[] source = image.bytes();
        byte[] target = new byte[source.length];
        int area = image.height() * image.width();
        for (int from = 0; from < source.length; from += area) {
            int[] counts = new int[LEVELS];
            for (int place = from; place < from + area; place++) {
                counts[source[place] & 0xFF]++;
            }
            map(source, target, from, from + area, maker.table(counts));
        }
        return new Pixels(image.channels(), image.height(), image.width(), target);
    }
}
