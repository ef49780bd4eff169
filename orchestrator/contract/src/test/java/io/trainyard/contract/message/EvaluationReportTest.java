package io.trainyard.contract.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.contract.Wire;
import io.trainyard.contract.message.EvaluationReport.Averages;
import io.trainyard.contract.message.EvaluationReport.Calibration;
import io.trainyard.contract.message.EvaluationReport.ClassScore;
import io.trainyard.contract.message.EvaluationReport.Member;
import io.trainyard.contract.message.EvaluationReport.Mistake;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EvaluationReportTest {
    private static final Averages MEANS = new Averages(1 / 3.0, 1 / 3.0, 1 / 3.0);

    @Test
    void largestReportIsASmallPartOfAnEvent() throws Exception {
        // Given as many of everything as there may be, names of any length
        EvaluationReport report = report(1_000, 100, 32);

        // Then an event of 8 MiB has room for the matrix of as many classes beside it
        assertThat(Wire.json().writeValueAsBytes(report)).hasSizeLessThan(250_000);
    }

    @Test
    void moreThanThatIsRefused() {
        assertThatThrownBy(() -> report(1_001, 0, 0)).hasMessageContaining("1001 classes");
        assertThatThrownBy(() -> report(0, 101, 0)).hasMessageContaining("101 mistakes");
        assertThatThrownBy(() -> report(0, 0, 33)).hasMessageContaining("33 members");
    }

    @Test
    void longNamesKeepTheirEnd() {
        assertThat(mistake("x".repeat(5_000) + "/7.jpg").sample())
                .hasSize(EvaluationReport.LONGEST_NAME)
                .startsWith("…x")
                .endsWith("x/7.jpg");
        assertThat(mistake("ant/7.jpg").sample()).isEqualTo("ant/7.jpg");
    }

    private static Mistake mistake(String sample) {
        return new Mistake(sample, 999, 998, 1 / 3.0);
    }

    private static EvaluationReport report(int classes, int mistakes, int members) {
        return new EvaluationReport(
                1_000_000,
                null,
                MEANS,
                MEANS,
                Collections.nCopies(classes, new ClassScore(1 / 3.0, 1 / 3.0, 1 / 3.0, 1_000_000)),
                new Calibration(1 / 3.0, List.of()),
                Collections.nCopies(mistakes, mistake("y".repeat(5_000))),
                null,
                null,
                null,
                Collections.nCopies(members, new Member("z".repeat(5_000), 1, 1, 1)));
    }
}
