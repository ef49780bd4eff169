package io.trainyard.client.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.api.EvaluationView;
import io.trainyard.contract.message.EvaluationReport;
import io.trainyard.contract.message.EvaluationReport.Averages;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class EvaluationLinesTest {
    @Test
    void showsTheSummary() {
        // Given
        EvaluationReport report =
                new EvaluationReport(
                        360,
                        0.9981,
                        new Averages(0.9, 0.91, 0.905),
                        new Averages(0.8, 0.81, 0.805),
                        List.of(),
                        new EvaluationReport.Calibration(0.0123, List.of()),
                        List.of(),
                        new EvaluationReport.Latency(1.25, 2.5, 100),
                        new EvaluationReport.ModelSize(44_426, 177_704),
                        new EvaluationReport.Views(12, 0.94, 0.2),
                        List.of(new EvaluationReport.Member("lenet5 a", 0.75, 0.9, 0.3)));

        // Then
        assertThat(EvaluationLines.of(view(report)))
                .containsExactly(
                        "evaluation test  step 20  360 images  loss 0.1000  top-1 0.9500  top-5 0.9981",
                        "  macro  precision 0.9000  recall 0.9100  F1 0.9050",
                        "  weighted  precision 0.8000  recall 0.8100  F1 0.8050",
                        "  calibration  ECE 0.0123",
                        "  model  44,426 parameters  177,704 bytes",
                        "  one image  p50 1.25 ms  p95 2.50 ms  (100 runs)",
                        "  averaged over 12 views; without them top-1 0.9400  loss 0.2000",
                        "  member lenet5 a  weight 0.7500  top-1 0.9000  loss 0.3000");
    }

    @Test
    void resultOfAnOlderTrainerHasOneLine() {
        assertThat(EvaluationLines.of(view(null)))
                .containsExactly("evaluation test  step 20  loss 0.1000  top-1 0.9500");
    }

    private static EvaluationView view(@Nullable EvaluationReport report) {
        return new EvaluationView("test", 1, 20, 0.1, 0.95, List.of(), List.of(), report);
    }
}
