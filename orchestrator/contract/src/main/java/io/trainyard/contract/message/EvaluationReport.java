package io.trainyard.contract.message;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an evaluation found beyond loss, accuracy and matrix. Scores are scikit-learn's with {@code
 * zero_division=0}; classes are indices into the evaluation's list.
 *
 * @param images measured
 * @param top5 share of images whose class was among the five likeliest, 0..1; null where there are
 *     no more than five classes
 * @param macro means over the classes that were true or predicted for some image
 * @param weighted means weighted by support
 * @param perClass one entry a class; empty where there are more than {@link #MOST_CLASSES}
 * @param calibration of the confidence in the predicted class
 * @param mistakes the most confident first, at most {@link #MOST_MISTAKES}
 * @param latency of the prediction of one image; null where it was not measured
 * @param size of the model; null where it is not known
 * @param views what test-time augmentation did; null where there was none
 * @param members of an ensemble, in the spec's order; empty where one network was measured
 */
public record EvaluationReport(
        long images,
        @Nullable Double top5,
        Averages macro,
        Averages weighted,
        List<ClassScore> perClass,
        Calibration calibration,
        List<Mistake> mistakes,
        @Nullable Latency latency,
        @Nullable ModelSize size,
        @Nullable Views views,
        List<Member> members) {
    /** As many classes as a matrix has at most. */
    public static final int MOST_CLASSES = RunEvent.Evaluated.MOST_MATRIX_CLASSES;

    /** More mistakes nobody reads one by one. */
    public static final int MOST_MISTAKES = 100;

    /** Members that an ensemble may have. */
    public static final int MOST_MEMBERS = 32;

    /** Characters of a sample's id or a member's name; a longer one loses its front. */
    public static final int LONGEST_NAME = 300;

    public EvaluationReport {
        perClass = limited("classes", perClass, MOST_CLASSES);
        mistakes = limited("mistakes", mistakes, MOST_MISTAKES);
        members = limited("members", members, MOST_MEMBERS);
    }

    /** Means over classes, 0..1. */
    public record Averages(double precision, double recall, double f1) {}

    /**
     * How well one class is recognised, 0..1.
     *
     * @param support images of the class
     */
    public record ClassScore(double precision, double recall, double f1, long support) {}

    /**
     * Guo et al., "On Calibration of Modern Neural Networks", ICML 2017, section 2.
     *
     * @param ece expected calibration error, 0..1
     * @param bins of equal width from 0 to 1, each without its lower edge
     */
    public record Calibration(double ece, List<Bin> bins) {
        /** More bins than that make no diagram. */
        public static final int MOST_BINS = 100;

        public Calibration {
            bins = limited("bins", bins, MOST_BINS);
        }

        /**
         * Images of one range of confidence.
         *
         * @param confidence their mean, 0 where there are none
         * @param accuracy share of them that is right, 0 where there are none
         */
        public record Bin(long images, double confidence, double accuracy) {}
    }

    /**
     * An image taken for another class.
     *
     * @param sample its path within the dataset, or its index where it has none
     * @param truth its class
     * @param predicted what it was taken for
     * @param confidence the probability of that, 0..1
     */
    public record Mistake(String sample, int truth, int predicted, double confidence) {
        public Mistake {
            sample = shortened(sample);
        }
    }

    /**
     * Time of one forward pass of one image; an ensemble's is that of all members, one after
     * another.
     *
     * @param runs measured, after a warm-up
     */
    public record Latency(double p50Milliseconds, double p95Milliseconds, int runs) {}

    /**
     * The size of a model, of all members of an ensemble together.
     *
     * @param bytes of parameters and buffers
     */
    public record ModelSize(long parameters, long bytes) {}

    /**
     * Test-time augmentation; the evaluation's own figures are those of the averaged probabilities.
     *
     * @param count of views an image, itself included
     * @param plainAccuracy of the images themselves, 0..1
     * @param plainLossNats of the images themselves
     */
    public record Views(int count, double plainAccuracy, double plainLossNats) {}

    /**
     * One network of an ensemble by itself.
     *
     * @param weight its share of the ensemble, 0..1
     * @param accuracy on the same images, 0..1
     * @param lossNats mean negative logarithm of the true class's probability
     */
    public record Member(String name, double weight, double accuracy, double lossNats) {
        public Member {
            name = shortened(name);
        }
    }

    /** The end of a path says more than its front. */
    private static String shortened(String name) {
        return name.length() <= LONGEST_NAME
                ? name
                : "…" + name.substring(name.length() - LONGEST_NAME + 1);
    }

    private static <T> List<T> limited(String what, List<T> given, int most) {
        if (given.size() > most) {
            throw new IllegalArgumentException(
                    "a report of %d %s; at most %d are taken".formatted(given.size(), what, most));
        }
        return List.copyOf(given);
    }
}
