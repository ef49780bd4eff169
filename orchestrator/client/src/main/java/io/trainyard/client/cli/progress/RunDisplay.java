package io.trainyard.client.cli.progress;

import io.trainyard.contract.message.RunEvent;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Keeps count of a run's events and shows them. */
public final class RunDisplay {
    private static final String TEST_SPLIT = "test";
    private static final String TEST_ACCURACY = "test.accuracy";
    private static final Comparator<String> TRAINING_FIRST =
            Comparator.comparing((String metric) -> !metric.startsWith("train."))
                    .thenComparing(Comparator.naturalOrder());

    private final ProgressView view;
    private int epochs;
    private long steps;
    private double lossNats = Double.NaN;
    private double accuracy = Double.NaN;
    private OptionalDouble testAccuracy = OptionalDouble.empty();

    public RunDisplay(ProgressView view) {
        this.view = view;
    }

    /** Shows an event. */
    public void show(RunEvent event) {
        switch (event) {
            case RunEvent.Started started -> begin(started);
            case RunEvent.Metrics metrics -> step(metrics);
            case RunEvent.EpochEnded ended -> view.epochEnded(at(ended), measurements(ended));
            case RunEvent.LogLine line -> log(line);
            case RunEvent.Evaluated evaluated -> evaluate(evaluated);
            case RunEvent.CheckpointWritten _ -> {
                // Kept by whoever runs the trainer; nothing to watch.
            }
            case RunEvent.Finished finished -> finish(finished);
            case RunEvent.Failed failed -> {
                view.close();
                view.say("attempt failed: %s: %s".formatted(failed.kind(), failed.message()));
            }
            case RunEvent.Cancelled cancelled -> {
                view.close();
                view.say("cancelled at step " + cancelled.step());
            }
        }
    }

    /** What the test split gave, once it is known. */
    public OptionalDouble testAccuracy() {
        return testAccuracy;
    }

    /** A line beside the progress. */
    public void say(String line) {
        view.say(line);
    }

    /** Ends what is being drawn. */
    public void close() {
        view.close();
    }

    private void begin(RunEvent.Started started) {
        epochs = started.epochs();
        steps = started.allSteps();
        String images =
                new TreeMap<>(started.samples())
                        .entrySet().stream()
                                .map(split -> split.getValue() + " to " + split.getKey())
                                .collect(Collectors.joining(", "));
        view.say(
                String.format(
                        Locale.ROOT,
                        "%s on %s, %,d parameters, images: %s",
                        started.engine(),
                        started.device(),
                        started.parameters(),
                        images));
        if (started.resumedFrom() > 0) {
            view.say("continues after step " + started.resumedFrom());
        }
    }

    private void step(RunEvent.Metrics metrics) {
        if (metrics.steps().isEmpty()) {
            return;
        }
        lossNats = last(metrics.series(), "train.loss", lossNats);
        accuracy = last(metrics.series(), "train.accuracy", accuracy);
        view.stepped(position(metrics.epoch(), metrics.steps().getLast()));
    }

    private static double last(Map<String, List<Double>> series, String name, double otherwise) {
        List<Double> values = series.getOrDefault(name, List.of());
        return values.isEmpty() ? otherwise : values.getLast();
    }

    private ProgressView.Position at(RunEvent.EpochEnded ended) {
        lossNats = ended.values().getOrDefault("train.loss", lossNats);
        accuracy = ended.values().getOrDefault("train.accuracy", accuracy);
        return position(ended.epoch(), ended.step());
    }

    private ProgressView.Position position(int epoch, long step) {
        return new ProgressView.Position(epoch, epochs, step, steps, lossNats, accuracy);
    }

    /** Losses and accuracies, those of training first, then the time. */
    private static String measurements(RunEvent.EpochEnded ended) {
        String values =
                ended.values().entrySet().stream()
                        .filter(value ->
                                value.getKey().matches("(train|validation|test)\\.(loss|accuracy)"))
                        .sorted(Map.Entry.comparingByKey(TRAINING_FIRST))
                        .map(value ->
                                String.format(
                                        Locale.ROOT, "%s %.4f", value.getKey(), value.getValue()))
                        .collect(Collectors.joining("  "));
        return String.format(Locale.ROOT, "%s  (%.1f s)", values, ended.seconds());
    }

    private void log(RunEvent.LogLine line) {
        switch (line.level()) {
            case INFO -> {
                // In the log, for those who ask for it.
            }
            case WARN, ERROR -> view.say(line.level() + ": " + line.message());
        }
    }

    private void evaluate(RunEvent.Evaluated evaluated) {
        if (evaluated.split().equals(TEST_SPLIT)) {
            testAccuracy = OptionalDouble.of(evaluated.accuracy());
        }
    }

    private void finish(RunEvent.Finished finished) {
        Double measured = finished.values().get(TEST_ACCURACY);
        if (measured != null) {
            testAccuracy = OptionalDouble.of(measured);
        }
        view.close();
    }
}
