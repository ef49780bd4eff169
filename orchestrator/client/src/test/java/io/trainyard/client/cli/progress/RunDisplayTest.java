package io.trainyard.client.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.message.FailureKind;
import io.trainyard.contract.message.RunEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RunDisplayTest {
    private final List<String> lines = new ArrayList<>();
    private final RunDisplay display = new RunDisplay(new LineView(lines::add));

    @Test
    void printsALineAnEpochWhereThereIsNoTerminal() {
        // When
        display.show(started());
        display.show(
                new RunEvent.Metrics(1, List.of(1L, 2L), Map.of("train.loss", List.of(2.0, 1.5))));
        display.show(
                new RunEvent.EpochEnded(
                        1,
                        45,
                        0.44,
                        Map.of(
                                "train.loss", 1.25,
                                "validation.accuracy", 0.9,
                                "imagesPerSecond", 3000.0)));
        display.show(new RunEvent.LogLine(RunEvent.LogLine.Level.INFO, "not worth a line"));
        display.show(new RunEvent.LogLine(RunEvent.LogLine.Level.WARN, "one image is broken"));

        // Then
        assertThat(lines)
                .containsExactly(
                        "PyTorch 2.7.1 on cpu, 44,426 parameters, images: 360 to test, 1437 to train",
                        "epoch 1/2  train.loss 1.2500  validation.accuracy 0.9000  (0.4 s)",
                        "WARN: one image is broken");
    }

    @Test
    void showsTheTestSplitOfAnEpochThatHasNoValidation() {
        // When
        display.show(started());
        display.show(
                new RunEvent.EpochEnded(
                        1, 45, 0.44, Map.of("train.loss", 1.25, "test.accuracy", 0.9)));

        // Then
        assertThat(lines)
                .last()
                .isEqualTo("epoch 1/2  train.loss 1.2500  test.accuracy 0.9000  (0.4 s)");
        assertThat(display.testAccuracy()).isEmpty();
    }

    @Test
    void knowsTheTestAccuracyOfAnEvaluation() {
        // When
        display.show(
                new RunEvent.Evaluated(
                        "test", 0, 0.6, 0.8103, List.of("a"), List.of(List.of(1L)), null));
        display.show(new RunEvent.Finished(0, Map.of()));

        // Then
        assertThat(display.testAccuracy()).hasValue(0.8103);
    }

    @Test
    void saysWhyAnAttemptFailed() {
        // When
        display.show(new RunEvent.Failed(FailureKind.DATA_MISSING, "/no/where is absent", 0));

        // Then
        assertThat(lines).containsExactly("attempt failed: DATA_MISSING: /no/where is absent");
    }

    private static RunEvent.Started started() {
        return new RunEvent.Started(
                "PyTorch 2.7.1",
                "cpu",
                44_426,
                44_426,
                List.of("0", "1"),
                Map.of("train", 1437, "test", 360),
                2,
                45,
                90L,
                0);
    }
}
