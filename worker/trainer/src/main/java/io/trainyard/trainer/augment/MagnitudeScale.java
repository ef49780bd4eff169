package io.trainyard.trainer.augment;

/**
 * How strong the bins of a policy are, from the weakest to the strongest: torch.linspace in
 * float32.
 *
 * @param shear slope of the strongest
 * @param translateShare of an edge that the strongest moves by; 0 where pixels say so
 * @param translatePixels that the strongest moves by; 0 where a share says so
 * @param degrees of the strongest turn
 * @param factor away from 1 of the strongest brightness, colour, contrast and sharpness
 * @param posterizedBits that the strongest takes away
 */
record MagnitudeScale(
        double shear,
        double translateShare,
        double translatePixels,
        double degrees,
        double factor,
        double posterizedBits) {
    /** Cubuk et al. 2018 and 2019, as torchvision's AutoAugment and RandAugment. */
    static final MagnitudeScale USUAL = new MagnitudeScale(0.3, 150.0 / 331, 0, 30, 0.9, 4);

    /** Müller and Hutter 2021, the wide space, as torchvision's TrivialAugmentWide. */
    static final MagnitudeScale WIDE = new MagnitudeScale(0.99, 0, 32, 135, 0.99, 6);

    private static final int BITS = 8;

    /**
     * The magnitude of a bin, without a sign; 0 for operations that have none.
     *
     * @param bins 2 or more
     */
    double of(PolicyOperation operation, int bin, int bins, int height, int width) {
        return switch (operation) {
            case IDENTITY, AUTO_CONTRAST, EQUALIZE, INVERT -> 0;
            case SHEAR_X, SHEAR_Y -> between(0, shear, bin, bins);
            case TRANSLATE_X -> between(0, translateShare * width + translatePixels, bin, bins);
            case TRANSLATE_Y -> between(0, translateShare * height + translatePixels, bin, bins);
            case ROTATE -> between(0, degrees, bin, bins);
            case BRIGHTNESS, COLOR, CONTRAST, SHARPNESS -> between(0, factor, bin, bins);
            case POSTERIZE -> (float) Math.rint(BITS - bin / (float) ((bins - 1) / posterizedBits));
            case SOLARIZE -> between(1, 0, bin, bins);
        };
    }

    /** torch.linspace counts from the nearer end. */
    private static double between(double first, double last, int bin, int bins) {
        float step = ((float) last - (float) first) / (bins - 1);
        return bin < bins / 2
                ? Math.fma(step, bin, (float) first)
                : (float) last - step * (bins - 1 - bin);
    }
}
