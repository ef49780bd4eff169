package io.trainyard.trainer.schedule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.trainer.component.Parameters;
import org.jspecify.annotations.Nullable;

/** What a schedule counts, and how much of it is warm-up: the parameters that all share. */
final class Timing {
    private static final double A_THIRD = 1.0 / 3;

    private Timing() {}

    private record Config(@Nullable Interval interval, @Nullable Warmup warmup) {}

    /**
     * torch.optim.lr_scheduler.LinearLR up to a factor of 1, in front of another by SequentialLR.
     *
     * @param length intervals it takes: total_iters, and the milestone
     * @param startFactor of the first rate
     */
    record Warmup(int length, double startFactor) {
        static final Warmup NONE = new Warmup(0, 1);

        double factor(long position) {
            return startFactor + (1 - startFactor) * position / length;
        }
    }

    /** Adds them to a schedule's own. */
    static Schema schema(Schema own, String interval) {
        return warmup(
                own.with(
                        "interval",
                        "what is counted, and when the rate moves",
                        Schema.choice("epoch", "step").defaultsTo(interval)));
    }

    /** Adds the warm-up alone, for a schedule that counts epochs. */
    static Schema warmup(Schema own) {
        return own.with(
                "warmup",
                "a linear rise in front (LinearLR, then SequentialLR); the schedule counts from its end",
                Schema.object()
                        .require("length", "intervals", Schema.integer().atLeast(1))
                        .with(
                                "startFactor",
                                "the first rate's share of the full one",
                                Schema.number().above(0).atMost(1).defaultsTo(A_THIRD)));
    }

    static Interval interval(ObjectNode parameters) {
        Interval interval = Parameters.bind(parameters, Config.class).interval;
        return interval == null ? Interval.EPOCH : interval;
    }

    static Warmup warmup(ObjectNode parameters) {
        Warmup warmup = Parameters.bind(parameters, Config.class).warmup;
        return warmup == null ? Warmup.NONE : warmup;
    }
}
