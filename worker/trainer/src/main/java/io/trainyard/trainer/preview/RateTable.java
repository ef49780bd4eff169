package io.trainyard.trainer.preview;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.trainyard.contract.Wire;
import io.trainyard.contract.spec.ExperimentSpec;
import io.trainyard.trainer.schedule.LearningRate;
import io.trainyard.trainer.train.LearningRates;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The learning rates of a run, one row an epoch, or a step where the schedule counts steps.
 *
 * @param title what is shown
 * @param rates as the training loop asks them
 * @param observed the watched metric, one an epoch
 * @param stepsPerEpoch updates an epoch; 0 where nobody said
 * @param rowsPerEpoch 1, or the steps
 * @param rowCount rows of the whole run
 */
record RateTable(
        String title,
        LearningRates rates,
        List<Double> observed,
        int stepsPerEpoch,
        int rowsPerEpoch,
        long rowCount) {
    /** Steps an epoch that a chart assumes, and says so. */
    private static final int ASSUMED_STEPS = 100;

    private static final int CHART_ROWS = 25;
    private static final int CHART_WIDTH = 50;

    RateTable {
        observed = List.copyOf(observed);
    }

    /** One line of JSON. */
    record Row(int epoch, long step, List<Double> learningRate) {
        Row {
            learningRate = List.copyOf(learningRate);
        }
    }

    /**
     * The rates of a spec.
     *
     * @param stepsPerEpoch 0 where nobody said
     * @throws IllegalArgumentException where the losses do not belong to the spec
     */
    static RateTable of(ExperimentSpec spec, int stepsPerEpoch, @Nullable Path losses) {
        int epochs = spec.training().epochs();
        boolean countsSteps = LearningRate.countsSteps(spec.schedule().parameters());
        int steps = stepsPerEpoch == 0 ? ASSUMED_STEPS : stepsPerEpoch;
        LearningRates rates = LearningRates.ofSpec(spec, steps);
        int rowsPerEpoch = countsSteps ? steps : 1;
        return new RateTable(
                "%s: %s over %d epochs".formatted(spec.name(), spec.schedule().kind(), epochs),
                rates,
                PlateauLosses.read(losses, rates.watched().isPresent(), epochs),
                stepsPerEpoch,
                rowsPerEpoch,
                (long) epochs * rowsPerEpoch);
    }

    /** A line of JSON a row. */
    Stream<String> json() {
        if (stepsPerEpoch == 0) {
            throw new IllegalArgumentException(
                    "--json needs --steps-per-epoch N: the training images over the batch size, rounded up");
        }
        return LongStream.range(0, rowCount)
                .mapToObj(index -> json(row(index)) + System.lineSeparator());
    }

    /** Some rows, evenly spread, each with a bar. */
    String chart() {
        List<Row> rows = shownRows();
        double highest =
                rows.stream()
                        .flatMap(row -> row.learningRate.stream())
                        .mapToDouble(rate -> rate)
                        .max()
                        .orElse(0);
        StringBuilder chart = new StringBuilder(title);
        if (rowsPerEpoch > 1) {
            chart.append(" of %d steps".formatted(rowsPerEpoch));
            if (stepsPerEpoch == 0) {
                chart.append(" (assumed; --steps-per-epoch N says how many)");
            }
        }
        chart.append(System.lineSeparator());
        chart.append("%8s %10s  %s%n".formatted("epoch", "step", "learning rate"));
        for (Row row : rows) {
            // The group with the highest rate is the one drawn.
            double rate = row.learningRate.stream().mapToDouble(each -> each).max().orElse(0);
            int width = highest == 0 ? 0 : (int) Math.round(CHART_WIDTH * rate / highest);
            chart.append(
                    "%8d %10s  %-12s %s"
                            .formatted(
                                    row.epoch,
                                    rowsPerEpoch > 1 ? String.valueOf(row.step) : "",
                                    String.format(Locale.ROOT, "%.6g", rate),
                                    "\u2588".repeat(width))
                            .stripTrailing());
            chart.append(System.lineSeparator());
        }
        return chart.toString();
    }

    private List<Row> shownRows() {
        long shown = Math.min(CHART_ROWS, rowCount);
        return LongStream.range(0, shown)
                .mapToObj(place -> row(shown == 1 ? 0 : place * (rowCount - 1) / (shown - 1)))
                .toList();
    }

    private Row row(long index) {
        int epoch = Math.toIntExact(index / rowsPerEpoch);
        long step = rowsPerEpoch > 1 ? index : (long) epoch * stepsPerEpoch;
        List<Double> seen = observed.subList(0, Math.min(epoch, observed.size()));
        return new Row(epoch, step, rates.at(epoch, step, seen));
    }

    private static String json(Row row) {
        try {
            return Wire.json().writeValueAsString(row);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
