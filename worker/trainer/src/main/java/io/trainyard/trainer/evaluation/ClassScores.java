package io.trainyard.trainer.evaluation;

import io.trainyard.contract.message.EvaluationReport.Averages;
import io.trainyard.contract.message.EvaluationReport.ClassScore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Precision, recall and F1 as scikit-learn's {@code precision_recall_fscore_support} computes them
 * with {@code zero_division=0}.
 *
 * @param perClass one a class
 * @param macro means over the classes that were true or predicted for some image
 * @param weighted means weighted by support
 */
public record ClassScores(List<ClassScore> perClass, Averages macro, Averages weighted) {
    public ClassScores {
        perClass = List.copyOf(perClass);
    }

    /** The scores of what was counted. */
    public static ClassScores of(Tally tally) {
        long[] hits = new long[tally.classes()];
        long[] predicted = new long[tally.classes()];
        long[] support = new long[tally.classes()];
        for (int image = 0; image < tally.images(); image++) {
            support[tally.truth(image)]++;
            predicted[tally.predicted(image)]++;
            hits[tally.truth(image)] += tally.isRight(image) ? 1 : 0;
        }
        List<ClassScore> perClass = new ArrayList<>();
        List<ClassScore> seen = new ArrayList<>();
        for (int label = 0; label < tally.classes(); label++) {
            ClassScore score =
                    new ClassScore(
                            share(hits[label], predicted[label]),
                            share(hits[label], support[label]),
                            share(2 * hits[label], predicted[label] + support[label]),
                            support[label]);
            perClass.add(score);
            if (support[label] + predicted[label] > 0) {
                seen.add(score);
            }
        }
        return new ClassScores(
                perClass, averages(seen, _ -> 1), averages(seen, ClassScore::support));
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    private static Averages averages(List<ClassScore> scores, ToDoubleFunction<ClassScore> weight) {
        return new Averages(
                mean(scores, ClassScore::precision, weight),
                mean(scores, ClassScore::recall, weight),
                mean(scores, ClassScore::f1, weight));
    }

    private static double mean(
            List<ClassScore> scores,
            ToDoubleFunction<ClassScore> value,
            ToDoubleFunction<ClassScore> weight) {
        double sum = 0;
        double weights = 0;
        for (ClassScore score : scores) {
            sum += value.applyAsDouble(score) * weight.applyAsDouble(score);
            weights += weight.applyAsDouble(score);
        }
        return weights == 0 ? 0 : sum / weights;
    }
}
