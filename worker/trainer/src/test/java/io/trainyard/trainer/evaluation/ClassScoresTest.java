package io.trainyard.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trainyard.contract.message.EvaluationReport.Averages;
import io.trainyard.contract.message.EvaluationReport.ClassScore;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Against the examples in scikit-learn's documentation, which prints what it computed. */
final class ClassScoresTest {
    private static final Offset<Double> PRINTED = within(0.005);

    @Test
    void classificationReportsExample() {
        // Given sklearn.metrics.classification_report: y_true, y_pred
        Tally tally = Tallies.of(3, new int[] {0, 1, 2, 2, 2}, new int[] {0, 0, 2, 2, 1});

        // When
        ClassScores scores = ClassScores.of(tally);

        // Then
        assertScore(scores.perClass().get(0), 0.50, 1.00, 0.67, 1);
        assertScore(scores.perClass().get(1), 0.00, 0.00, 0.00, 1);
        assertScore(scores.perClass().get(2), 1.00, 0.67, 0.80, 3);
        assertAverages(scores.macro(), 0.50, 0.56, 0.49);
        assertAverages(scores.weighted(), 0.70, 0.60, 0.61);
        assertThat(tally.accuracy()).isEqualTo(0.6);
    }

    @Test
    void precisionRecallSupportsExample() {
        // Given precision_recall_fscore_support: cat, dog, pig
        Tally tally = Tallies.of(3, new int[] {0, 1, 2, 0, 1, 2}, new int[] {0, 2, 1, 0, 0, 1});

        // When
        ClassScores scores = ClassScores.of(tally);

        // Then
        assertScore(scores.perClass().get(0), 0.667, 1, 0.8, 2);
        assertAverages(scores.macro(), 0.222, 0.333, 0.267);
        assertAverages(scores.weighted(), 0.222, 0.333, 0.267);
    }

    @Test
    void classThatNeverOccursCountsInNoMean() {
        // Given the first example among five classes, as labels that scikit-learn would not see
        Tally tally = Tallies.of(5, new int[] {0, 1, 2, 2, 2}, new int[] {0, 0, 2, 2, 1});

        // When
        ClassScores scores = ClassScores.of(tally);

        // Then
        assertThat(scores.perClass()).hasSize(5);
        assertScore(scores.perClass().get(4), 0, 0, 0, 0);
        assertAverages(scores.macro(), 0.50, 0.56, 0.49);
    }

    private static void assertScore(
            ClassScore score, double precision, double recall, double f1, long support) {
        assertThat(score.precision()).isCloseTo(precision, PRINTED);
        assertThat(score.recall()).isCloseTo(recall, PRINTED);
        assertThat(score.f1()).isCloseTo(f1, PRINTED);
        assertThat(score.support()).isEqualTo(support);
    }

    private static void assertAverages(Averages means, double precision, double recall, double f1) {
        assertThat(means.precision()).isCloseTo(precision, PRINTED);
        assertThat(means.recall()).isCloseTo(recall, PRINTED);
        assertThat(means.f1()).isCloseTo(f1, PRINTED);
    }
}
