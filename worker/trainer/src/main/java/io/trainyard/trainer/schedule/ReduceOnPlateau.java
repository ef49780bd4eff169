package io.trainyard.trainer.schedule;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.trainer.component.Parameters;
import java.util.List;

/**
 * torch.optim.lr_scheduler.ReduceLROnPlateau: times {@code factor} when the result on the
 * validation images no longer improves. A pure function of what was observed, so that a resumed run
 * needs the observations alone.
 */
final class ReduceOnPlateau implements Schedule {
    /** The parameters, as torch names them. */
    record Config(
            Metric metric,
            double factor,
            int patience,
            double threshold,
            ThresholdMode thresholdMode,
            int cooldown,
            double minimumRate,
            double epsilon) {
        boolean isBetter(double value, double best) {
            return switch (metric) {
                case LOSS ->
                        switch (thresholdMode) {
                            case RELATIVE -> value < best * (1 - threshold);
                            case ABSOLUTE -> value < best - threshold;
                        };
                case ACCURACY ->
                        switch (thresholdMode) {
                            case RELATIVE -> value > best * (1 + threshold);
                            case ABSOLUTE -> value > best + threshold;
                        };
            };
        }
    }

    /** What is watched; torch's mode is min for a loss, max for an accuracy. */
    enum Metric {
        @JsonProperty("validation.loss")
        LOSS(Double.POSITIVE_INFINITY),
        @JsonProperty("validation.accuracy")
        ACCURACY(Double.NEGATIVE_INFINITY);

        private final double worst;

        Metric(double worst) {
            this.worst = worst;
        }
    }

    enum ThresholdMode {
        @JsonProperty("rel")
        RELATIVE,
        @JsonProperty("abs")
        ABSOLUTE
    }

    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.SCHEDULE,
                "reduce_on_plateau",
                "times factor when validation no longer improves, by epochs (ReduceLROnPlateau)",
                Timing.warmup(
                        Schema.object()
                                .with(
                                        "metric",
                                        "what is watched: a loss is to fall (mode min), an accuracy to rise (max)",
                                        Schema.choice("validation.loss", "validation.accuracy")
                                                .defaultsTo("validation.loss"))
                                .with(
                                        "factor",
                                        "of a reduction",
                                        Schema.number().above(0).below(1).defaultsTo(0.1))
                                .with(
                                        "patience",
                                        "epochs without improvement that are let pass",
                                        Schema.integer().atLeast(0).defaultsTo(10))
                                .with(
                                        "threshold",
                                        "the smallest improvement that counts",
                                        Schema.number().atLeast(0).defaultsTo(1e-4))
                                .with(
                                        "thresholdMode",
                                        "a share of the best (rel), or in the metric's own unit (abs)",
                                        Schema.choice("rel", "abs").defaultsTo("rel"))
                                .with(
                                        "cooldown",
                                        "epochs after a reduction in which none is counted",
                                        Schema.integer().atLeast(0).defaultsTo(0))
                                .with(
                                        "minimumRate",
                                        "the lowest rate (min_lr)",
                                        Schema.number().atLeast(0).defaultsTo(0))
                                .with(
                                        "epsilon",
                                        "a reduction by no more than this is not made (eps)",
                                        Schema.number().atLeast(0).defaultsTo(1e-8))));
    }

    @Override
    public Curve curve(ObjectNode parameters, double learningRate, long length) {
        Config config = Parameters.bind(parameters, Config.class);
        return (_, observed) -> rate(config, learningRate, observed);
    }

    private static double rate(Config config, double learningRate, List<Double> observed) {
        double rate = learningRate;
        double best = config.metric.worst;
        int badEpochs = 0;
        int cooldown = 0;
        for (double value : observed) {
            if (config.isBetter(value, best)) {
                best = value;
                badEpochs = 0;
            } else {
                badEpochs++;
            }
            if (cooldown > 0) {
                cooldown--;
                badEpochs = 0;
            }
            if (badEpochs > config.patience) {
                double reduced = Math.max(rate * config.factor, config.minimumRate);
                rate = rate - reduced > config.epsilon ? reduced : rate;
                cooldown = config.cooldown;
                badEpochs = 0;
            }
        }
        return rate;
    }
}
