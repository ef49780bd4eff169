package io.trainyard.trainer.schedule;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.trainer.component.Parameters;
import org.jspecify.annotations.Nullable;

/**
 * torch.optim.lr_scheduler.CosineAnnealingLR: half a cosine from the optimizer's rate to the lowest
 * one (Loshchilov and Hutter 2016, equation 5, without restarts); beyond T_max it rises again.
 */
final class Cosine implements Schedule {
    /** The parameters. */
    record Config(
            @JsonProperty("tMax") @Nullable Integer length,
            @JsonProperty("minimumRate") double lowest) {}

    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.SCHEDULE,
                "cosine",
                "half a cosine down (CosineAnnealingLR)",
                Timing.schema(
                        Schema.object()
                                .with(
                                        "tMax",
                                        "intervals from the highest to the lowest rate (T_max); left out: all after the warm-up",
                                        Span.schema())
                                .with("minimumRate", "the rate at the end (eta_min)", lowest()),
                        "epoch"));
    }

    @Override
    public Curve curve(ObjectNode parameters, double learningRate, long length) {
        Config config = Parameters.bind(parameters, Config.class);
        double span = Span.of(config.length, length);
        return (position, _) -> anneal(learningRate, config.lowest, position, span);
    }

    static Schema lowest() {
        return Schema.number().atLeast(0).defaultsTo(0);
    }

    /** In torch's order of operations: near the end the cosine's rounding counts. */
    static double anneal(double highest, double lowest, long position, double span) {
        return lowest + (highest - lowest) * (1 + Math.cos(Math.PI * position / span)) / 2;
    }
}
