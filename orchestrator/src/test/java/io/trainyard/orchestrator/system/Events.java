package io.trainyard.orchestrator.system;

import io.trainyard.contract.message.EvaluationReport;
import io.trainyard.contract.message.RunEvent;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/** Events as a trainer would report them; ten steps are an epoch. */
public final class Events {
    private static final EvaluationReport.Averages MEANS =
            new EvaluationReport.Averages(0.9545, 0.95, 0.9499);

    public static final int STEPS_PER_EPOCH = 10;

    private Events() {}

    public static RunEvent started(long resumedFrom) {
        return new RunEvent.Started(
                "PyTorch 2.7.1",
                "cpu",
                44_426,
                44_426,
                List.of("0", "1"),
                Map.of("train", 640),
                2,
                STEPS_PER_EPOCH,
                2L * STEPS_PER_EPOCH,
                resumedFrom);
    }

    /** The loss of steps {@code first} to {@code last}, each of one value. */
    public static RunEvent losses(long first, long last, double value) {
        List<Long> steps = LongStream.rangeClosed(first, last).boxed().toList();
        return new RunEvent.Metrics(
                1, steps, Map.of("train.loss", Collections.nCopies(steps.size(), value)));
    }

    public static RunEvent epochEnded(int epoch, double accuracy) {
        return new RunEvent.EpochEnded(
                epoch,
                (long) epoch * STEPS_PER_EPOCH,
                0.4,
                Map.of("validation.accuracy", accuracy));
    }

    public static RunEvent log(String message) {
        return new RunEvent.LogLine(RunEvent.LogLine.Level.INFO, message);
    }

    public static RunEvent evaluated(String split, long step, double accuracy) {
        return new RunEvent.Evaluated(
                split,
                step,
                0.1,
                accuracy,
                List.of("0", "1"),
                List.of(List.of(9L, 1L), List.of(0L, 10L)),
                new EvaluationReport(
                        20,
                        null,
                        MEANS,
                        MEANS,
                        List.of(),
                        new EvaluationReport.Calibration(0.03, List.of()),
                        List.of(new EvaluationReport.Mistake("0/7.png", 0, 1, 0.9)),
                        null,
                        null,
                        null,
                        List.of()));
    }

    public static RunEvent finished(long step) {
        return new RunEvent.Finished(step, Map.of("test.accuracy", 0.97));
    }
}
