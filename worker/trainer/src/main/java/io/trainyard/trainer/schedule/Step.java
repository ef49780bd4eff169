package io.trainyard.trainer.schedule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.trainer.component.Parameters;

/** torch.optim.lr_scheduler.StepLR: times gamma after every {@code stepSize} intervals. */
final class Step implements Schedule {
    /** The parameters, as torch names them. */
    record Config(int stepSize, double gamma) {}

    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.SCHEDULE,
                "step",
                "times gamma after every stepSize intervals (StepLR)",
                Timing.schema(
                        Schema.object()
                                .require(
                                        "stepSize",
                                        "intervals from one drop to the next",
                                        Schema.integer().atLeast(1))
                                .with(
                                        "gamma",
                                        "factor of a drop",
                                        Schema.number().above(0).defaultsTo(0.1)),
                        "epoch"));
    }

    @Override
    public Curve curve(ObjectNode parameters, double learningRate, long length) {
        Config config = Parameters.bind(parameters, Config.class);
        return (position, _) ->
                learningRate * Math.pow(config.gamma, (double) (position / config.stepSize));
    }
}
