package io.trainyard.trainer.train;

import io.trainyard.contract.message.RunEvent.Evaluated;
import io.trainyard.trainer.evaluation.ClassScores;
import io.trainyard.trainer.evaluation.Reliability;
import io.trainyard.trainer.evaluation.Tally;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * What an evaluation found.
 *
 * @param lossNats mean over the images
 * @param tally of the predictions
 */
record Measurement(double lossNats, Tally tally) {
    /** Share of images whose class came out on top, 0..1. */
    double accuracy() {
        return tally.accuracy();
    }

    /**
     * Row = true class, column = predicted class, counts; empty where there are more classes than
     * {@link Evaluated#MOST_MATRIX_CLASSES}.
     */
    List<List<Long>> matrix() {
        return tally.classes() > Evaluated.MOST_MATRIX_CLASSES
                ? List.of()
                : Arrays.stream(tally.matrix())
                        .map(row -> LongStream.of(row).boxed().toList())
                        .toList();
    }

    /** The metrics of every epoch, each under the split's name. */
    Map<String, Double> epochValues(String split) {
        Map<String, Double> values = new TreeMap<>();
        values.put(split + ".loss", lossNats);
        values.put(split + ".accuracy", accuracy());
        values.put(split + ".macroF1", ClassScores.of(tally).macro().f1());
        if (tally.hasTopFive()) {
            values.put(split + ".top5", tally.topFive());
        }
        return values;
    }

    /** The metrics of a run's end, each under the split's name. */
    Map<String, Double> finalValues(String split) {
        Map<String, Double> values = epochValues(split);
        ClassScores scores = ClassScores.of(tally);
        values.put(split + ".macroPrecision", scores.macro().precision());
        values.put(split + ".macroRecall", scores.macro().recall());
        values.put(split + ".weightedF1", scores.weighted().f1());
        values.put(split + ".ece", Reliability.of(tally).ece());
        return values;
    }

    /** Adds up images. */
    static final class Builder {
        private final Tally tally;
        private double summedLoss;

        Builder(int classes) {
            tally = new Tally(classes);
        }

        void add(int truth, Prediction.Scored scored) {
            summedLoss += scored.lossNats();
            tally.add(truth, scored.probabilities());
        }

        Measurement build() {
            return new Measurement(summedLoss / tally.images(), tally);
        }
    }
}
