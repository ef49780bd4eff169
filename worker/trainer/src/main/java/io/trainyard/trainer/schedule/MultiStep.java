package io.trainyard.trainer.schedule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.trainer.component.Parameters;
import java.util.List;

/**
 * torch.optim.lr_scheduler.MultiStepLR: times gamma at each milestone, as often as it is listed.
 */
final class MultiStep implements Schedule {
    /** The parameters, as torch names them. */
    record Config(List<Integer> milestones, double gamma) {
        Config {
            milestones = List.copyOf(milestones);
        }
    }

    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.SCHEDULE,
                "multi_step",
                "times gamma at each milestone (MultiStepLR)",
                Timing.schema(
                        Schema.object()
                                .require(
                                        "milestones",
                                        "intervals after which the rate drops",
                                        Schema.listOf(Schema.integer().atLeast(1)).size(1, 1000))
                                .with(
                                        "gamma",
                                        "factor of a drop",
                                        Schema.number().above(0).defaultsTo(0.1)),
                        "epoch"));
    }

    @Override
    public Curve curve(ObjectNode parameters, double learningRate, long length) {
        Config config = Parameters.bind(parameters, Config.class);
        return (position, _) -> {
            long drops = config.milestones.stream().filter(each -> each <= position).count();
            return learningRate * Math.pow(config.gamma, (double) drops);
        };
    }
}
