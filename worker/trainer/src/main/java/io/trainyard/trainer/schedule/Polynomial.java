package io.trainyard.trainer.schedule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.trainer.component.Parameters;
import org.jspecify.annotations.Nullable;

/** torch.optim.lr_scheduler.PolynomialLR: down to 0 as a power of what is left. */
final class Polynomial implements Schedule {
    /** The parameters, as torch names them. */
    record Config(@Nullable Integer totalIters, double power) {}

    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.SCHEDULE,
                "polynomial",
                "down to 0 as a power of the intervals left (PolynomialLR)",
                Timing.schema(
                        Schema.object()
                                .with(
                                        "totalIters",
                                        "intervals until 0 (total_iters); left out: all after the warm-up",
                                        Span.schema())
                                .with(
                                        "power",
                                        "of the polynomial",
                                        Schema.number().above(0).defaultsTo(1)),
                        "epoch"));
    }

    @Override
    public Curve curve(ObjectNode parameters, double learningRate, long length) {
        Config config = Parameters.bind(parameters, Config.class);
        double total = Span.of(config.totalIters, length);
        return (position, _) ->
                learningRate * Math.pow(1 - Math.min(total, position) / total, config.power);
    }
}
