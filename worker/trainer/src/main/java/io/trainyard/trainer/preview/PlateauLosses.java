package io.trainyard.trainer.preview;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a schedule that watches a metric is told to have observed: a number a line. */
final class PlateauLosses {
    private static final String OPTION = "--plateau-losses";

    private PlateauLosses() {}

    /**
     * The numbers, one an epoch.
     *
     * @param watches whether the schedule watches a metric
     * @throws IllegalArgumentException where there are too few, too many, or others than numbers
     */
    static List<Double> read(@Nullable Path file, boolean watches, int epochs) {
        if (!watches) {
            if (file != null) {
                throw new IllegalArgumentException(
                        OPTION
                                + " is for schedules that watch a metric, such as reduce_on_plateau");
            }
            return List.of();
        }
        if (file == null) {
            throw new IllegalArgumentException(
                    "the schedule watches a metric: give its value after each epoch with %s FILE, a number a line"
                            .formatted(OPTION));
        }
        List<Double> losses = numbers(file);
        // What is observed after the last epoch moves no rate.
        if (losses.size() < epochs - 1 || losses.size() > epochs) {
            throw new IllegalArgumentException(
                    "%s has %d numbers; the run has %d epochs (training.epochs): give one for each"
                            .formatted(file, losses.size(), epochs));
        }
        return losses;
    }

    private static List<Double> numbers(Path file) {
        List<Double> numbers = new ArrayList<>();
        List<String> lines = InputText.of(OPTION, file).lines().toList();
        for (int line = 0; line < lines.size(); line++) {
            String written = lines.get(line).strip();
            if (!written.isEmpty()) {
                numbers.add(number(written, file, line + 1));
            }
        }
        return numbers;
    }

    private static double number(String written, Path file, int line) {
        try {
            double number = Double.parseDouble(written);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException(complaint(written, file, line), noNumber);
        }
        throw new IllegalArgumentException(complaint(written, file, line));
    }

    private static String complaint(String written, Path file, int line) {
        String shown = written.length() <= 80 ? written : written.substring(0, 80) + "...";
        return "%s, line %d: '%s' is no finite number"
                .formatted(file, line, io.trainyard.contract.PlainText.shown(shown));
    }
}
