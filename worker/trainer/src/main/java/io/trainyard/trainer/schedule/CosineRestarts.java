package io.trainyard.trainer.schedule;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import io.trainyard.contract.catalogue.ComponentType;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.trainer.component.Parameters;

/**
 * torch.optim.lr_scheduler.CosineAnnealingWarmRestarts: half a cosine down, again and again, each
 * {@code tMult} times as long as the one before (Loshchilov and Hutter 2016, section 3).
 */
final class CosineRestarts implements Schedule {
    /** The parameters. */
    record Config(
            @JsonProperty("t0") int first,
            @JsonProperty("tMult") int growth,
            @JsonProperty("minimumRate") double lowest) {}

    @Override
    public ComponentDescriptor descriptor() {
        return ComponentDescriptor.of(
                ComponentType.SCHEDULE,
                "cosine_restarts",
                "half a cosine down, with warm restarts (CosineAnnealingWarmRestarts)",
                Timing.schema(
                        Schema.object()
                                .require(
                                        "t0",
                                        "intervals until the first restart (T_0)",
                                        Schema.integer().atLeast(1))
                                .with(
                                        "tMult",
                                        "how many times longer each next cycle is (T_mult)",
                                        Schema.integer().atLeast(1).atMost(1000).defaultsTo(1))
                                .with(
                                        "minimumRate",
                                        "the rate at a cycle's end (eta_min)",
                                        Cosine.lowest()),
                        "epoch"));
    }

    @Override
    public Curve curve(ObjectNode parameters, double learningRate, long length) {
        Config config = Parameters.bind(parameters, Config.class);
        return (position, _) -> {
            long cycle = config.first;
            long place = config.growth == 1 ? position % cycle : position;
            while (place >= cycle) {
                place -= cycle;
                cycle *= config.growth;
            }
            return Cosine.anneal(learningRate, config.lowest, place, cycle);
        };
    }
}
