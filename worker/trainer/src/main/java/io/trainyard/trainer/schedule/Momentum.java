package io.trainyard.trainer.schedule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.trainer.schedule.Schedule.Curve;
import io.trainyard.trainer.schedule.Schedule.Horizon;
import java.util.List;
import java.util.Optional;

/** The momentum of all parameter groups over a whole run, where a schedule moves it. */
public final class Momentum {
    private final Interval interval;
    private final int warmup;
    private final Curve curve;

    private Momentum(Interval interval, int warmup, Curve curve) {
        this.interval = interval;
        this.warmup = warmup;
        this.curve = curve;
    }

    /** The momentum under a schedule; empty where that leaves it as the optimizer has it. */
    public static Optional<Momentum> of(Schedule schedule, ObjectNode parameters, Horizon horizon) {
        Interval interval = Timing.interval(parameters);
        int warmup = Timing.warmup(parameters).length();
        return schedule.momentum(parameters, interval.length(horizon) - warmup)
                .map(curve -> new Momentum(interval, warmup, curve));
    }

    /** Whether a schedule moves it. */
    public static boolean moves(Schedule schedule, ObjectNode parameters) {
        return of(schedule, parameters, Horizon.of(Integer.MAX_VALUE, 1)).isPresent();
    }

    /**
     * The momentum of one update. A warm-up has the first one.
     *
     * @param epoch epochs completed before it, from 0
     * @param step updates before it over the whole run, from 0
     */
    public double at(int epoch, long step) {
        return curve.rate(Math.max(0, interval.position(epoch, step) - warmup), List.of());
    }
}
