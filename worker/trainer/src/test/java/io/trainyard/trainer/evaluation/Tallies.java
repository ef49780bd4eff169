package io.trainyard.trainer.evaluation;

/** Tallies for tests. */
final class Tallies {
    private Tallies() {}

    /** Predictions that are certain. */
    static Tally of(int classes, int[] truths, int[] predicted) {
        Tally tally = new Tally(classes);
        for (int image = 0; image < truths.length; image++) {
            double[] probabilities = new double[classes];
            probabilities[predicted[image]] = 1;
            tally.add(truths[image], probabilities);
        }
        return tally;
    }

    /** Images of two classes: the first's probability of each, and which class it is. */
    static Tally ofTwo(double[] first, int[] truths) {
        Tally tally = new Tally(2);
        for (int image = 0; image < truths.length; image++) {
            tally.add(truths[image], new double[] {first[image], 1 - first[image]});
        }
        return tally;
    }
}
