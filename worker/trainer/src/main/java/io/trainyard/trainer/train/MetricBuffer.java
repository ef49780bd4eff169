package io.trainyard.trainer.train;

import io.trainyard.contract.message.RunEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Gathers the points of steps and sends them together, so that small steps are not slowed by their
 * own events.
 */
final class MetricBuffer {
    private static final Duration INTERVAL = Duration.ofMillis(200);
    private static final int MOST_POINTS = 1000;

    private final EventSink events;
    private final InstantSource clock;
    private final List<Long> steps = new ArrayList<>();
    private final List<Double> losses = new ArrayList<>();
    private final List<Double> accuracies = new ArrayList<>();
    private final List<Double> rates = new ArrayList<>();
    private Instant lastFlush;

    MetricBuffer(EventSink events, InstantSource clock) {
        this.events = events;
        this.clock = clock;
        this.lastFlush = clock.instant();
    }

    void add(int epoch, long step, double lossNats, double accuracy, double learningRate) {
        steps.add(step);
        losses.add(lossNats);
        accuracies.add(accuracy);
        rates.add(learningRate);
        if (steps.size() >= MOST_POINTS || lastFlush.plus(INTERVAL).isBefore(clock.instant())) {
            flush(epoch);
        }
    }

    /** Sends what there is; called at the end of every epoch, since an event belongs to one. */
    void flush(int epoch) {
        lastFlush = clock.instant();
        if (steps.isEmpty()) {
            return;
        }
        events.emit(
                new RunEvent.Metrics(
                        epoch,
                        steps,
                        Map.of(
                                "train.loss", List.copyOf(losses),
                                "train.accuracy", List.copyOf(accuracies),
                                "learningRate", List.copyOf(rates))));
        steps.clear();
        losses.clear();
        accuracies.clear();
        rates.clear();
    }
}
