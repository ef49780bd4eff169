package io.trainyard.trainer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trainyard.contract.Wire;
import io.trainyard.trainer.arch.Architecture;
import io.trainyard.trainer.arch.Architectures;
import io.trainyard.trainer.component.Parameters;
import io.trainyard.trainer.engine.Techniques.Averaging;
import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.engine.graph.TensorShape;
import io.trainyard.trainer.loss.Losses;
import io.trainyard.trainer.optim.Optimizers;
import io.trainyard.trainer.seed.Seed;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of layer computes in bfloat16. */
class LowPrecisionTest {
    private static final int CLASSES = 10;

    @ParameterizedTest
    @ValueSource(
            strings = {"alexnet", "googlenet", "mobilenet_v3_small", "efficientnet_b0", "vit_tiny_16"})
    void aStepMeasuresAboutWhatItDoesInFloat32(String name) {
        // Given
        Architecture architecture = Architectures.REGISTRY.named(name);
        int size = architecture.inputSize();
        Network network =
                architecture.build(
                        Parameters.defaults(architecture.descriptor()),
                        TensorShape.of(architecture.inputChannels(), size, size),
                        CLASSES);

        // When
        double low = loss(network, Computation.BF16);

        // Then: no more than the rounding, and dropout that falls elsewhere
        assertThat(low).isCloseTo(loss(network, Computation.FULL), within(0.3));
    }

    private static double loss(Network network, Computation computation) {
        Libtorch.prepareThread(2);
        var sgd = Optimizers.REGISTRY.named("sgd");
        Recipe plain =
                new Recipe(
                        network,
                        ElementType.FLOAT32,
                        Losses.REGISTRY.named("cross_entropy").rule(Wire.json().createObjectNode()),
                        sgd.rule(Parameters.defaults(sgd.descriptor())),
                        Set.of());
        Recipe recipe =
                new Recipe(
                        network,
                        plain.precision(),
                        plain.loss(),
                        plain.update(),
                        plain.frozen(),
                        new Techniques(computation, false, Averaging.NONE, null));
        try (TrainableNetwork trainable =
                        new TrainableNetwork(recipe, ChannelScale.identity(network.input().size(0)));
                Batch batch = Batch.ofPixels(2, network.input())) {
            trainable.initialise(new Seed(1));
            for (int sample = 0; sample < 2; sample++) {
                batch.label(sample, sample);
                var pixels = batch.sample(sample);
                for (int i = 0; pixels.hasRemaining(); i++) {
                    pixels.put((byte) (i * (sample + 3) % 4));
                }
            }
            double loss = trainable.step(batch, 1e-3, new Seed(2)).lossNats();
            assertThat(trainable.weights()).allMatch(TensorBytes::isFinite);
            return loss;
        }
    }
}
