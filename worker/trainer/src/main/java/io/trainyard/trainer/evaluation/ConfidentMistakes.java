package io.trainyard.trainer.evaluation;

import io.trainyard.contract.message.EvaluationReport;
import io.trainyard.contract.message.EvaluationReport.Mistake;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The mistakes to look at first: wrong labels, odd images, classes that look alike. */
public final class ConfidentMistakes {
    private ConfidentMistakes() {}

    /**
     * The most confident ones, the surest first.
     *
     * @param sample names an image
     */
    public static List<Mistake> of(Tally tally, IntFunction<String> sample) {
        return IntStream.range(0, tally.images())
                .filter(image -> !tally.isRight(image))
                .boxed()
                .sorted(Comparator.comparingDouble(tally::confidence).reversed())
                .limit(EvaluationReport.MOST_MISTAKES)
                .map(image ->
                        new Mistake(
                                sample.apply(image),
                                tally.truth(image),
                                tally.predicted(image),
                                tally.confidence(image)))
                .toList();
    }
}
