package io.trainyard.trainer.export;

import io.trainyard.contract.Wire;
import io.trainyard.trainer.engine.Batch;
import io.trainyard.trainer.engine.ChannelScale;
import io.trainyard.trainer.engine.ElementType;
import io.trainyard.trainer.engine.Recipe;
import io.trainyard.trainer.engine.TensorBytes;
import io.trainyard.trainer.engine.TrainableNetwork;
import io.trainyard.trainer.engine.UpdateRule;
import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.loss.Losses;
import java.util.List;
import java.util.Set;

/** What the engine that trained a network computes with its weights. */
final class SourceLogits {
    private SourceLogits() {}

    static double[] of(Network network, List<TensorBytes> weights, FixedInput input) {
        Recipe recipe =
                new Recipe(
                        network,
                        ElementType.FLOAT32,
                        Losses.REGISTRY.named("cross_entropy").rule(Wire.json().createObjectNode()),
                        UpdateRule.none(),
                        Set.of());
        ChannelScale scale = ChannelScale.identity(network.input().size(0));
        try (TrainableNetwork source = new TrainableNetwork(recipe, scale);
                Batch batch = input.batch()) {
            source.load(weights);
            return source.logits(batch);
        }
    }
}
