package io.trainyard.trainer.augment;

import io.trainyard.trainer.image.Colour;
import io.trainyard.trainer.image.Filter;
import io.trainyard.trainer.image.Pixels;
import io.trainyard.trainer.image.Tones;
import io.trainyard.trainer.image.Warp;
import io.trainyard.trainer.image.Warp.Sampling;

/**
 * The operations that AutoAugment and its successors choose from
 * (torchvision/transforms/v2/_auto_augment.py, _apply_image_or_video_transform), and what their
 * magnitudes mean.
 */
enum PolicyOperation {
    IDENTITY(false),
    SHEAR_X(true),
    SHEAR_Y(true),
    TRANSLATE_X(true),
    TRANSLATE_Y(true),
    ROTATE(true),
    BRIGHTNESS(true),
    COLOR(true),
    CONTRAST(true),
    SHARPNESS(true),
    POSTERIZE(false),
    SOLARIZE(false),
    AUTO_CONTRAST(false),
    EQUALIZE(false),
    INVERT(false);

    private static final double[] CORNER = {0, 0};
    private static final double BRIGHTEST = 255;

    private final boolean signed;

    PolicyOperation(boolean signed) {
        this.signed = signed;
    }

    /** Whether a magnitude goes both ways. */
    boolean signed() {
        return signed;
    }

    Pixels apply(Pixels image, double magnitude, Sampling sampling) {
        return switch (this) {
            case IDENTITY -> image;
            case SHEAR_X -> sheared(image, slope(magnitude), 0, sampling);
            case SHEAR_Y -> sheared(image, 0, slope(magnitude), sampling);
            case TRANSLATE_X -> moved(image, (int) magnitude, 0, sampling);
            case TRANSLATE_Y -> moved(image, 0, (int) magnitude, sampling);
            case ROTATE -> Warp.rotate(image, magnitude, false, null, sampling);
            case BRIGHTNESS -> Colour.brightness(image, 1 + magnitude);
            case COLOR -> Colour.saturation(image, 1 + magnitude);
            case CONTRAST -> Colour.contrast(image, 1 + magnitude);
            case SHARPNESS -> Filter.sharpness(image, 1 + magnitude);
            case POSTERIZE -> Tones.posterize(image, (int) magnitude);
            case SOLARIZE -> Tones.solarize(image, BRIGHTEST * magnitude);
            case AUTO_CONTRAST -> Tones.autocontrast(image);
            case EQUALIZE -> Tones.equalize(image);
            case INVERT -> Tones.invert(image);
        };
    }

    private static double slope(double magnitude) {
        return Math.toDegrees(Math.atan(magnitude));
    }

    private static Pixels sheared(Pixels image, double x, double y, Sampling sampling) {
        return Warp.affine(image, 0, 0, 0, 1, new double[] {x, y}, CORNER, sampling);
    }

    private static Pixels moved(Pixels image, int right, int down, Sampling sampling) {
        return Warp.affine(image, 0, right, down, 1, new double[] {0, 0}, null, sampling);
    }
}
