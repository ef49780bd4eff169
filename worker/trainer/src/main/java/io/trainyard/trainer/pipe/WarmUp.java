package io.trainyard.trainer.pipe;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.trainyard.trainer.arch.Architecture;
import io.trainyard.trainer.arch.Architectures;
import io.trainyard.trainer.data.ImageDecoder;
import io.trainyard.trainer.engine.Batch;
import io.trainyard.trainer.engine.ChannelScale;
import io.trainyard.trainer.engine.ElementType;
import io.trainyard.trainer.engine.Libtorch;
import io.trainyard.trainer.engine.Recipe;
import io.trainyard.trainer.engine.TrainableNetwork;
import io.trainyard.trainer.engine.UpdateRule;
import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.engine.graph.TensorShape;
import io.trainyard.trainer.loss.Losses;
import io.trainyard.trainer.seed.Seed;
import java.util.Set;

/**
 * Does once what the first attempt would otherwise wait for: loads the natives and takes one step
 * of a small network.
 */
public final class WarmUp {
    private WarmUp() {}

    /** Warms the calling thread, which is the one that will train. */
    public static void run(int threads) {
        Libtorch.prepareThread(threads);
        ImageDecoder.load();
        JsonNodeFactory json = JsonNodeFactory.instance;
        Architecture architecture = Architectures.REGISTRY.all().getFirst();
        TensorShape input =
                TensorShape.of(
                        architecture.inputChannels(),
                        architecture.inputSize(),
                        architecture.inputSize());
        Network network = architecture.build(json.objectNode(), input, 2);
        Recipe recipe =
                new Recipe(
                        network,
                        ElementType.FLOAT32,
                        Losses.REGISTRY.all().getFirst().rule(json.objectNode()),
                        UpdateRule.none(),
                        Set.of());
        try (TrainableNetwork trainable =
                        new TrainableNetwork(recipe, ChannelScale.identity(input.size(0)));
                Batch batch = Batch.ofPixels(2, input)) {
            if (!Double.isFinite(trainable.step(batch, 0, new Seed(0)).lossNats())) {
                throw new IllegalStateException("libtorch does not compute on this machine");
            }
        }
    }
}
