package io.trainyard.trainer.schedule;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.trainer.component.Parameters;

/**
 * torch.optim.lr_scheduler.CosineAnnealingLR with T_max = the whole run: half a cosine from the
 * optimizer's rate to the lowest one (Loshchilov and Hutter 2016, equation 5, without restarts).
 */
final class Cosine implements Schedule {
    /** The parameters. */
    record Config(@JsonProperty("minimumRate") double lowest, Interval interval) {}

    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.SCHEDULE,
                "cosine",
                "half a cosine down over the whole run (CosineAnnealingLR)",
                Schema.object()
                        .with(
                                "minimumRate",
                                "the rate at the end (eta_min)",
                                Schema.number().atLeast(0).defaultsTo(0))
                        .with("interval", "what is counted", Interval.schema()));
    }

    @Override
    public Curve curve(ObjectNode parameters, double learningRate, Horizon horizon) {
        Config config = Parameters.bind(parameters, Config.class);
        double length = config.interval.length(horizon);
        return (epoch, step) -> {
            double progress = config.interval.position(epoch, step) / length;
            return config.lowest
                    + (learningRate - config.lowest) * (1 + Math.cos(Math.PI * progress)) / 2;
        };
    }
}
