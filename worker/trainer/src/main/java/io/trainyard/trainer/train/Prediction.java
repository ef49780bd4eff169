package io.trainyard.trainer.train;

/**
 * What a model says about one image.
 *
 * @param truth the image's class
 * @param plain of the image as it is
 * @param averaged over the views of test-time augmentation; {@code plain} itself where there is
 *     none
 */
record Prediction(int truth, Scored plain, Scored averaged) {
    /** A prediction of the image as it is. */
    static Prediction plain(int truth, Scored scored) {
        return new Prediction(truth, scored, scored);
    }

    /** One set of probabilities. */
    static final class Scored {
        private final double lossNats;
        private final double[] probabilities;

        /**
         * Probabilities with their loss; the array is taken over and must not change.
         *
         * @param probabilities one a class
         */
        Scored(double lossNats, double[] probabilities) {
            this.lossNats = lossNats;
            this.probabilities = probabilities;
        }

        /** Probabilities of several, whose loss is the true class's negative logarithm. */
        static Scored combined(int truth, double[] probabilities) {
            return new Scored(
                    -Math.log(Math.max(probabilities[truth], Double.MIN_NORMAL)), probabilities);
        }

        double lossNats() {
            return lossNats;
        }

        double[] probabilities() {
            return probabilities;
        }

        double probability(int label) {
            return probabilities[label];
        }
    }
}
