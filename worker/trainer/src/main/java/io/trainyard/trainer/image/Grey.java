package io.trainyard.trainer.image;

/** Brightness of colours, as Pillow's {@code convert('L')} (src/libImaging/Convert.c, L24). */
public final class Grey {
    // ITU-R 601-2 luma, in 16 bits.
    private static final int RED = 19595;
    private static final int GREEN = 38470;
    private static final int BLUE = 7471;
    private static final int HALF = 1 << 15;

    private Grey() {}

    /** An RGB image in one channel. */
    public static Pixels of(Pixels colours) {
        byte[] grey = new byte[colours.height() * colours.width()];
        for (int row = 0; row < colours.height(); row++) {
            for (int column = 0; column < colours.width(); column++) {
                int luma =
                        colours.value(0, row, column) * RED
                                + colours.value(1, row, column) * GREEN
                                + colours.value(2, row, column) * BLUE
                                + HALF;
                grey[row * colours.width() + column] = (byte) (luma >> 16);
            }
        }
        return new Pixels(1, colours.height(), colours.width(), grey);
    }
}
