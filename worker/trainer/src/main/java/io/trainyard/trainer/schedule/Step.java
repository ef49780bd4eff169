package io.trainyard.trainer.schedule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.trainer.component.Parameters;

/** torch.optim.lr_scheduler.StepLR: times gamma after every {@code stepSize} intervals. */
final class Step implements Schedule {
    /** The parameters, as torch names them. */
    record Config(int stepSize, double gamma, Interval interval) {}

    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.SCHEDULE,
                "step",
                "times gamma after every stepSize intervals (StepLR)",
                Schema.object()
                        .require(
                                "stepSize",
                                "intervals from one drop to the next",
                                Schema.integer().atLeast(1))
                        .with("gamma", "factor of a drop", Schema.number().above(0).defaultsTo(0.1))
                        .with("interval", "what is counted", Interval.schema()));
    }

    @Override
    public Curve curve(ObjectNode parameters, double learningRate, Horizon horizon) {
        Config config = Parameters.bind(parameters, Config.class);
        return (epoch, step) -> {
            long drops = config.interval.position(epoch, step) / config.stepSize;
            return learningRate * Math.pow(config.gamma, (double) drops);
        };
    }
}
