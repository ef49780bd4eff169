package io.trainyard.trainer.schedule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.trainer.schedule.Schedule.Curve;
import io.trainyard.trainer.schedule.Schedule.Horizon;
import io.trainyard.trainer.schedule.Timing.Warmup;
import java.util.List;
import java.util.Optional;

/** The learning rate of one parameter group over a whole run: a warm-up, then a schedule. */
public final class LearningRate {
    private final Interval interval;
    private final Warmup warmup;
    private final Curve curve;
    private final int end;
    private final double afterwards;
    private final double factor;

    private LearningRate(
            Interval interval,
            Warmup warmup,
            Curve curve,
            int end,
            double afterwards,
            double factor) {
        this.interval = interval;
        this.warmup = warmup;
        this.curve = curve;
        this.end = end;
        this.afterwards = afterwards;
        this.factor = factor;
    }

    /**
     * The rate under a schedule.
     *
     * @param initial the group's own rate, from which the schedule starts
     * @throws IllegalArgumentException with a sentence where parameters and horizon do not go
     *     together
     */
    public static LearningRate of(
            Schedule schedule, ObjectNode parameters, double initial, Horizon horizon) {
        Interval interval = Timing.interval(parameters);
        Warmup warmup = Timing.warmup(parameters);
        long length = interval.length(horizon) - warmup.length();
        Curve curve = schedule.curve(parameters, initial, length);
        return new LearningRate(interval, warmup, curve, Integer.MAX_VALUE, 0, 1);
    }

    /**
     * This rate until that many epochs are completed, then a constant one, as of
     * torch.optim.swa_utils.SWALR without annealing.
     */
    public LearningRate until(int epochs, double constant) {
        return new LearningRate(interval, warmup, curve, epochs, constant, factor);
    }

    /** This rate, times a factor. */
    public LearningRate times(double more) {
        return new LearningRate(interval, warmup, curve, end, afterwards, factor * more);
    }

    /**
     * The rate of one update.
     *
     * @param epoch epochs completed before it, from 0
     * @param step updates before it over the whole run, from 0
     * @param observed what the watched metric was after each of those epochs
     */
    public double at(int epoch, long step, List<Double> observed) {
        return factor * unscaled(epoch, step, observed);
    }

    private double unscaled(int epoch, long step, List<Double> observed) {
        if (epoch >= end) {
            return afterwards;
        }
        long position = interval.position(epoch, step);
        if (position < warmup.length()) {
            // What follows may start below the optimizer's rate, as the one-cycle policy does, and
            // LinearLR rises to where that starts.
            return curve.rate(0, List.of()) * warmup.factor(position);
        }
        // SequentialLR starts what follows at the milestone, with a count of its own from 0.
        return curve.rate(
                position - warmup.length(),
                observed.subList(Math.min(warmup.length(), observed.size()), observed.size()));
    }

    /** Whether the rate moves within an epoch. */
    public static boolean countsSteps(ObjectNode parameters) {
        return Timing.interval(parameters) == Interval.STEP;
    }

    /** The epoch metric that a schedule watches, if it watches one. */
    public static Optional<String> watchedMetric(ObjectNode parameters) {
        return Optional.ofNullable(parameters.get("metric")).map(metric -> metric.asText());
    }
}
