package io.trainyard.trainer.evaluation;

import java.util.Arrays;
import java.util.List;

/** Makes one row of probabilities of several predictors' rows for the same image. */
@FunctionalInterface
public interface Combination {
    /**
     * The probabilities that all of them stand for.
     *
     * @param rows one a predictor
     */
    double[] of(List<double[]> rows);

    /**
     * The weighted mean.
     *
     * @param weights one a predictor, with the sum 1
     */
    static Combination mean(double[] weights) {
        return rows -> {
            double[] mean = new double[rows.getFirst().length];
            for (int place = 0; place < rows.size(); place++) {
                double[] row = rows.get(place);
                for (int label = 0; label < mean.length; label++) {
                    mean[label] += weights[place] * row[label];
                }
            }
            return mean;
        };
    }

    /**
     * The majority, the mean breaking ties: each predictor votes for its likeliest class, and one
     * more vote is split as the mean probabilities are. It decides where votes are equal and cannot
     * outvote a majority, since it never is wholly another's.
     */
    static Combination vote(int predictors) {
        Combination mean = mean(equal(predictors));
        return rows -> {
            double[] votes = mean.of(rows);
            for (double[] row : rows) {
                votes[likeliest(row)]++;
            }
            for (int label = 0; label < votes.length; label++) {
                votes[label] /= predictors + 1;
            }
            return votes;
        };
    }

    /** The same weight for all. */
    static double[] equal(int predictors) {
        double[] weights = new double[predictors];
        Arrays.fill(weights, 1.0 / predictors);
        return weights;
    }

    private static int likeliest(double[] row) {
        int best = 0;
        for (int label = 1; label < row.length; label++) {
            best = row[label] > row[best] ? label : best;
        }
        return best;
    }
}
