package io.trainyard.trainer.evaluation;

import java.util.Arrays;

/**
 * Predictions beside the truth. Of each image its class, what was predicted, how sure that was and
 * how many classes were likelier than the true one; so memory does not grow with the classes.
 */
public final class Tally {
    /** As many guesses as the second accuracy of the literature allows. */
    public static final int TOP = 5;

    private final int classes;
    private int images;
    private int[] truths = new int[256];
    private int[] predictions = new int[256];
    private int[] ranks = new int[256];
    private double[] confidences = new double[256];

    public Tally(int classes) {
        this.classes = classes;
    }

    /**
     * Adds an image. Of equally likely classes the first comes first; a probability that is no
     * number is never right.
     *
     * @param truth its class
     * @param probabilities one a class
     */
    public void add(int truth, double[] probabilities) {
        if (probabilities.length != classes) {
            throw new IllegalArgumentException(
                    "%d probabilities of %d classes".formatted(probabilities.length, classes));
        }
        if (images == truths.length) {
            grow();
        }
        int predicted = 0;
        int rank = 0;
        double own = probabilities[truth];
        for (int other = 0; other < classes; other++) {
            if (probabilities[other] > probabilities[predicted]) {
                predicted = other;
            }
            boolean behind =
                    probabilities[other] < own || (probabilities[other] == own && other > truth);
            rank += other == truth || behind ? 0 : 1;
        }
        truths[images] = truth;
        predictions[images] = predicted;
        ranks[images] = rank;
        confidences[images] = probabilities[predicted];
        images++;
    }

    private void grow() {
        int room = Math.multiplyExact(images, 2);
        truths = Arrays.copyOf(truths, room);
        predictions = Arrays.copyOf(predictions, room);
        ranks = Arrays.copyOf(ranks, room);
        confidences = Arrays.copyOf(confidences, room);
    }

    /** Classes there are. */
    public int classes() {
        return classes;
    }

    /** Images added. */
    public int images() {
        return images;
    }

    /** The class of an image. */
    public int truth(int image) {
        return truths[image];
    }

    /** The class that came out on top. */
    public int predicted(int image) {
        return predictions[image];
    }

    /** The probability of the predicted class. */
    public double confidence(int image) {
        return confidences[image];
    }

    /** Whether the predicted class is the true one. */
    public boolean isRight(int image) {
        return truths[image] == predictions[image];
    }

    /** Share of images whose class came out on top, 0..1. */
    public double accuracy() {
        long right = 0;
        for (int image = 0; image < images; image++) {
            right += isRight(image) ? 1 : 0;
        }
        return (double) right / images;
    }

    /** Whether it says anything that a class is among the first {@value #TOP}. */
    public boolean hasTopFive() {
        return classes > TOP;
    }

    /** Share of images whose class was among the {@value #TOP} likeliest, 0..1. */
    public double topFive() {
        long among = 0;
        for (int image = 0; image < images; image++) {
            among += ranks[image] < TOP ? 1 : 0;
        }
        return (double) among / images;
    }

    /** Counts: row = true class, column = predicted class. */
    public long[][] matrix() {
        long[][] counts = new long[classes][classes];
        for (int image = 0; image < images; image++) {
            counts[truths[image]][predictions[image]]++;
        }
        return counts;
    }
}
