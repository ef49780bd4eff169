package io.trainyard.trainer.optim;

import java.util.Arrays;
import java.util.List;

/**
 * A linear classifier whose gradient is a formula: the plain reference against which optimizers are
 * tested. Parameters lie in one array, the weight (classes, features) and then the bias (classes).
 */
final class SoftmaxRegression {
    static final int FEATURES = 4;
    static final int CLASSES = 3;
    static final List<double[]> INPUTS =
            List.of(
                    new double[] {0.5, -1, 2, 0.25},
                    new double[] {-1.5, 0.75, 0, 1},
                    new double[] {1, 1, -0.5, -2});
    static final int[] LABELS = {2, 0, 1};

    private SoftmaxRegression() {}

    /** Some parameters to start from. */
    static double[] start() {
        double[] parameters = new double[CLASSES * FEATURES + CLASSES];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = Math.sin(i + 1) / 2;
        }
        return parameters;
    }

    /** The gradient of the mean cross-entropy: (softmax - one hot) times the input. */
    static double[] gradient(double[] parameters) {
        double[] gradient = new double[parameters.length];
        for (int sample = 0; sample < LABELS.length; sample++) {
            double[] input = INPUTS.get(sample);
            double[] probabilities = probabilities(parameters, input);
            for (int label = 0; label < CLASSES; label++) {
                double error =
                        (probabilities[label] - (label == LABELS[sample] ? 1 : 0)) / LABELS.length;
                for (int feature = 0; feature < FEATURES; feature++) {
                    gradient[label * FEATURES + feature] += error * input[feature];
                }
                gradient[CLASSES * FEATURES + label] += error;
            }
        }
        return gradient;
    }

    private static double[] probabilities(double[] parameters, double[] input) {
        double[] exponentials = new double[CLASSES];
        for (int label = 0; label < CLASSES; label++) {
            double logit = parameters[CLASSES * FEATURES + label];
            for (int feature = 0; feature < FEATURES; feature++) {
                logit += parameters[label * FEATURES + feature] * input[feature];
            }
            exponentials[label] = Math.exp(logit);
        }
        double sum = Arrays.stream(exponentials).sum();
        return Arrays.stream(exponentials).map(value -> value / sum).toArray();
    }
}
