package io.trainyard.trainer.evaluation;

import java.util.Arrays;

/**
 * Convex weights of several predictors, fitted to explain images they were not trained on: the
 * weights of least mean negative log-likelihood of the weighted mean of their probabilities.
 *
 * <p>That is the mixing proportions of a finite mixture, which expectation-maximisation finds
 * (Dempster, Laird, Rubin 1977, section 4.3): the problem is convex, each round lowers the loss and
 * keeps the weights convex.
 */
public final class Mixture {
    private static final int MOST_ROUNDS = 2_000;
    private static final double SMALLEST_CHANGE = 1e-9;

    private Mixture() {}

    /**
     * The weights, which are at least 0 and sum to 1.
     *
     * @param likelihoods of each predictor: the probability of each image's true class
     */
    public static double[] fit(double[][] likelihoods) {
        int members = likelihoods.length;
        double[] weights = new double[members];
        Arrays.fill(weights, 1.0 / members);
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double[] next = round(likelihoods, weights);
            double change = 0;
            for (int member = 0; member < members; member++) {
                change = Math.max(change, Math.abs(next[member] - weights[member]));
            }
            weights = next;
            if (change < SMALLEST_CHANGE) {
                break;
            }
        }
        return weights;
    }

    /** Each weight becomes the mean share that its predictor has in explaining an image. */
    private static double[] round(double[][] likelihoods, double[] weights) {
        double[] shares = new double[weights.length];
        double explained = 0;
        for (int image = 0; image < likelihoods[0].length; image++) {
            double whole = 0;
            for (int member = 0; member < weights.length; member++) {
                whole += weights[member] * likelihoods[member][image];
            }
            // An image that all find impossible says nothing about who is better.
            if (whole > 0) {
                explained++;
                for (int member = 0; member < weights.length; member++) {
                    shares[member] += weights[member] * likelihoods[member][image] / whole;
                }
            }
        }
        if (explained == 0) {
            return weights;
        }
        for (int member = 0; member < weights.length; member++) {
            shares[member] /= explained;
        }
        return shares;
    }
}
