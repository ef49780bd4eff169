package io.trainyard.trainer.advise;

import io.trainyard.contract.spec.Normalisation;
import io.trainyard.trainer.image.Pixels;
import java.util.ArrayList;
import java.util.List;

/** What images look like beside ImageNet's: colour, size, and the mean and spread of channels. */
final class Appearance {
    private static final Normalisation.Channels IMAGE_NET = new Normalisation.ImageNet().channels();
    private static final double BRIGHTEST = 255;

    /** Channels that differ by no more on average are those of a grey image, saved as JPEG. */
    private static final double GREY_DIFFERENCE = 2 / BRIGHTEST;

    /** A photograph shrunk to 224 has lost a lot where its shorter edge was below that. */
    static final int SMALLEST_EDGE = 64;

    /** Of ImageNet's own deviation: classes of ImageNet differ from its mean by less. */
    static final double LARGEST_SHIFT = 0.75;

    /** Between the deviation of pixels and ImageNet's, either way. */
    static final double LARGEST_RATIO = 1.5;

    /** More grey images than that make a grey dataset. */
    static final double MOST_GREY = 0.5;

    private final int channels = IMAGE_NET.mean().size();
    private final double[] sums = new double[channels];
    private final double[] squares = new double[channels];
    private final List<Integer> edges = new ArrayList<>();
    private int images;
    private int grey;

    /**
     * The measures.
     *
     * @param mean of each channel, 0..1, each image counting alike
     * @param deviation of the pixels of each channel
     * @param shift the largest distance of a channel's mean from ImageNet's, in ImageNet's
     *     deviations
     * @param ratio the largest ratio between a channel's deviation and ImageNet's, at least 1
     * @param greyShare share of images without colour
     * @param medianEdge median of the shorter edges in pixels
     */
    record Measures(
            List<Double> mean,
            List<Double> deviation,
            double shift,
            double ratio,
            double greyShare,
            int medianEdge) {}

    /** Takes an image into the measures. */
    void add(Pixels image) {
        int area = image.height() * image.width();
        double[] sum = new double[channels];
        double[] square = new double[channels];
        double difference = 0;
        for (int row = 0; row < image.height(); row++) {
            for (int column = 0; column < image.width(); column++) {
                double least = 1;
                double most = 0;
                for (int channel = 0; channel < channels; channel++) {
                    double value =
                            image.value(Math.min(channel, image.channels() - 1), row, column)
                                    / BRIGHTEST;
                    sum[channel] += value;
                    square[channel] += value * value;
                    least = Math.min(least, value);
                    most = Math.max(most, value);
                }
                difference += most - least;
            }
        }
        for (int channel = 0; channel < channels; channel++) {
            sums[channel] += sum[channel] / area;
            squares[channel] += square[channel] / area;
        }
        edges.add(Math.min(image.height(), image.width()));
        grey += difference / area <= GREY_DIFFERENCE ? 1 : 0;
        images++;
    }

    /** The measures of at least one image. */
    Measures measures() {
        List<Double> mean = new ArrayList<>();
        List<Double> deviation = new ArrayList<>();
        double shift = 0;
        double ratio = 1;
        for (int channel = 0; channel < channels; channel++) {
            double own = sums[channel] / images;
            double spread = Math.sqrt(Math.max(0, squares[channel] / images - own * own));
            mean.add(own);
            deviation.add(spread);
            double usual = IMAGE_NET.std().get(channel);
            shift = Math.max(shift, Math.abs(own - IMAGE_NET.mean().get(channel)) / usual);
            ratio = Math.max(ratio, Math.max(spread / usual, usual / Math.max(spread, 1e-6)));
        }
        return new Measures(
                mean,
                deviation,
                shift,
                ratio,
                (double) grey / images,
                edges.stream().sorted().toList().get(images / 2));
    }
}
