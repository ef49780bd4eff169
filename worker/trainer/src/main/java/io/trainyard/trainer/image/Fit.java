package io.trainyard.trainer.image;

/**
 * How an image of any size becomes the network's input: the shorter edge is brought to one size,
 * then the middle is cut out, as torchvision's Resize and CenterCrop.
 *
 * @param resized what the shorter edge is brought to; 0 keeps images as they are
 * @param size edge of the middle that is cut out, at most {@code resized}
 * @param interpolation of values between pixels
 */
public record Fit(int resized, int size, Interpolation interpolation) {
    /** Images stay as they are. */
    public static final Fit NONE = new Fit(0, 0, Interpolation.BILINEAR);

    public Fit {
        if (resized < size) {
            throw new IllegalArgumentException(
                    "a middle of %d pixels cannot be cut out of %d".formatted(size, resized));
        }
    }

    /** Straight to a size: nothing but what a square lacks is cut off. */
    public static Fit straight(int size) {
        return new Fit(size, size, Interpolation.BILINEAR);
    }

    public Pixels apply(Pixels image) {
        return resized == 0 ? image : Resampling.toSquare(image, resized, size, interpolation);
    }
}
