package io.trainyard.trainer.schedule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.trainer.component.Parameters;

/** torch.optim.lr_scheduler.ExponentialLR: times gamma after every interval. */
final class Exponential implements Schedule {
    /** The parameters, as torch names them. */
    record Config(double gamma) {}

    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.SCHEDULE,
                "exponential",
                "times gamma after every interval (ExponentialLR)",
                Timing.schema(
                        Schema.object()
                                .require(
                                        "gamma",
                                        "factor of each interval",
                                        Schema.number().above(0)),
                        "epoch"));
    }

    @Override
    public Curve curve(ObjectNode parameters, double learningRate, long length) {
        Config config = Parameters.bind(parameters, Config.class);
        return (position, _) -> learningRate * Math.pow(config.gamma, (double) position);
    }
}
