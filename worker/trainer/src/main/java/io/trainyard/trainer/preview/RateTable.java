package io.trainyard.trainer.preview;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.trainyard.contract.Wire;
import io.trainyard.contract.spec.ExperimentSpec;
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
 * @param phases of the run, with their rates
 * @param observed the watched metric, one an epoch
 * @param stepsPerEpoch updates an epoch; 0 where nobody said
 */
record RateTable(String title, List<PhaseRates> phases, List<Double> observed, int stepsPerEpoch) {
    /** Steps an epoch that a chart assumes, and says so. */
    private static final int ASSUMED_STEPS = 100;

    private static final int CHART_ROWS = 25;
    private static final int CHART_WIDTH = 50;

    RateTable {
        phases = List.copyOf(phases);
        observed = List.copyOf(observed);
    }

    /** One line of JSON. */
    record Row(
            int epoch,
            long step,
            List<Double> learningRate,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double momentum) {
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
        List<PhaseRates> phases =
                PhaseRates.of(spec, stepsPerEpoch == 0 ? ASSUMED_STEPS : stepsPerEpoch);
        boolean watches = phases.getFirst().rates().watched().isPresent();
        return new RateTable(
                "%s: %s over %d epochs".formatted(spec.name(), spec.schedule().kind(), epochs),
                phases,
                PlateauLosses.read(losses, watches, epochs),
                stepsPerEpoch);
    }

    /** A line of JSON a row. */
    Stream<String> json() {
        if (stepsPerEpoch == 0) {
            throw new IllegalArgumentException(
                    "--json needs --steps-per-epoch N: the training images over the batch size, rounded up");
        }
        return LongStream.range(0, rowCount())
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
        boolean countsSteps = phases.stream().anyMatch(phase -> phase.rowsPerEpoch() > 1);
        if (countsSteps) {
            chart.append(
                    " of %d steps".formatted(stepsPerEpoch == 0 ? ASSUMED_STEPS : stepsPerEpoch));
            if (stepsPerEpoch == 0) {
                chart.append(" (assumed; --steps-per-epoch N says how many)");
            }
        }
        chart.append(System.lineSeparator());
        phases.stream()
                .filter(phase -> !phase.phase().isOnly())
                .forEach(phase -> chart.append(phase.describe()).append(System.lineSeparator()));
        chart.append("%8s %10s  %s%n".formatted("epoch", "step", "learning rate"));
        for (Row row : rows) {
            // The group with the highest rate is the one drawn.
            double rate = row.learningRate.stream().mapToDouble(each -> each).max().orElse(0);
            int width = highest == 0 ? 0 : (int) Math.round(CHART_WIDTH * rate / highest);
            chart.append(
                    "%8d %10s  %-12s %s"
                            .formatted(
                                    row.epoch,
                                    countsSteps ? String.valueOf(row.step) : "",
                                    String.format(Locale.ROOT, "%.6g", rate),
                                    "\u2588".repeat(width))
                            .stripTrailing());
            chart.append(System.lineSeparator());
        }
        return chart.toString();
    }

    private List<Row> shownRows() {
        long shown = Math.min(CHART_ROWS, rowCount());
        return LongStream.range(0, shown)
                .mapToObj(place -> row(shown == 1 ? 0 : place * (rowCount() - 1) / (shown - 1)))
                .toList();
    }

    private Row row(long index) {
        PhaseRates phase =
                phases.stream().filter(each -> index < each.endRow()).findFirst().orElseThrow();
        int epoch = phase.epoch(index);
        long step = phase.step(index);
        List<Double> seen = observed.subList(0, Math.min(epoch, observed.size()));
        Double momentum = phase.rates().momentum().map(each -> each.at(epoch, step)).orElse(null);
        return new Row(epoch, step, phase.rates().at(epoch, step, seen), momentum);
    }

    private long rowCount() {
        return phases.getLast().endRow();
    }

    private static String json(Row row) {
        try {
            return Wire.json().writeValueAsString(row);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
