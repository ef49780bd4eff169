package io.trainyard.trainer.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trainyard.trainer.engine.graph.Flatten;
import io.trainyard.trainer.engine.graph.Layer;
import io.trainyard.trainer.engine.graph.Linear;
import io.trainyard.trainer.engine.graph.LocalResponseNorm;
import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.engine.graph.NetworkBuilder;
import io.trainyard.trainer.engine.graph.StochasticDepth;
import io.trainyard.trainer.engine.graph.TensorShape;
import io.trainyard.trainer.seed.Seed;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Layers that the networks of {@link ParityTest} leave out or turn off, by themselves. */
final class LayersTest {
    private static final String LOSS =
            "torch.cross_entropy_loss(logits, labels, None, %d, -100, 0.)";

    @ParameterizedTest
    // Outputs of torch 2.13's LocalResponseNorm; an even window reaches further back than forth.
    @CsvSource({
        "3, 0.3,  0.75, 2, 0.5029733718731741 -0.7987682757159081 1.218365288873559 0.16115955765430032 1.5225760116258729",
        "4, 0.3,  0.5,  1, 0.8528028654224417 -1.3968605915391565 2.085773998352995 0.27978185519626636 2.3514160983089765",
        "5, 1e-4, 0.75, 2, 0.5945411317749297 -1.1890800343375816 1.783406077547635 0.297236574860884 2.377963917300552"
    })
    void localResponseNormIsThatOfTorch(
            int size, double alpha, double beta, double k, String expected) {
        // Given
        var layer = new LocalResponseNorm(size, alpha, beta, k);

        // When
        double[] output = evaluated(layer, 1.0, -2.0, 3.0, 0.5, 4.0);

        // Then
        double[] reference =
                Stream.of(expected.split(" ")).mapToDouble(Double::parseDouble).toArray();
        assertThat(output).containsExactly(reference, within(1e-12));
    }

    @Test
    void stochasticDepthLeavesAnEvaluationAlone() {
        // When
        double[] output = evaluated(new StochasticDepth(0.25), 1.0, -2.0, 3.0);

        // Then
        assertThat(output).containsExactly(1.0, -2.0, 3.0);
    }

    @Test
    void stochasticDepthDropsWholeSamplesAndScalesTheOthersByTheirSurvival() {
        // Given two equal samples of two channels, whose sum is the first of two logits
        double probability = 0.25;
        Network network = network(new StochasticDepth(probability), 2, 2);
        try (TrainableNetwork trainable = trainable(network);
                Batch batch = Batch.ofNumbers(2, network.input())) {
            trainable.load(
                    List.of(
                            weight(2, 2, 1, 1, 0, 0),
                            TensorBytes.zeros("fc.bias", ElementType.FLOAT64, TensorShape.of(2))));
            for (int sample = 0; sample < 2; sample++) {
                batch.sample(sample).putDouble(0, 1).putDouble(Double.BYTES, 1);
                batch.label(sample, 0);
            }

            // When
            double[] losses =
                    LongStream.range(0, 1000)
                            .mapToDouble(
                                    seed -> trainable.step(batch, 0, new Seed(seed)).lossNats())
                            .toArray();

            // Then
            double dropped = Math.log(2);
            double kept = Math.log1p(Math.exp(-2 / (1 - probability)));
            double mixed = (dropped + kept) / 2;
            double both = share(losses, dropped);
            double one = share(losses, mixed);
            double none = share(losses, kept);
            assertThat(both + one + none).isEqualTo(1);
            assertThat(both).isCloseTo(probability * probability, within(0.03));
            assertThat(one).isCloseTo(2 * probability * (1 - probability), within(0.06));
        }
    }

    private static double share(double[] losses, double value) {
        return DoubleStream.of(losses).filter(loss -> Math.abs(loss - value) < 1e-9).count()
                / (double) losses.length;
    }

    /** What a layer makes of one pixel of so many channels in an evaluation. */
    private static double[] evaluated(Layer layer, double... channels) {
        int count = channels.length;
        Network network = network(layer, count, count);
        try (TrainableNetwork trainable = trainable(network);
                Batch batch = Batch.ofNumbers(1, network.input())) {
            double[] identity =
                    IntStream.range(0, count * count)
                            .mapToDouble(index -> index % (count + 1) == 0 ? 1 : 0)
                            .toArray();
            trainable.load(
                    List.of(
                            weight(count, count, identity),
                            TensorBytes.zeros(
                                    "fc.bias", ElementType.FLOAT64, TensorShape.of(count))));
            for (int channel = 0; channel < count; channel++) {
                batch.sample(0).putDouble(channel * Double.BYTES, channels[channel]);
            }
            return trainable.logits(batch);
        }
    }

    private static Network network(Layer layer, int channels, int classes) {
        var network = new NetworkBuilder("layer", TensorShape.of(channels, 1, 1));
        network.input().then(layer).then(new Flatten()).then("fc", Linear.of(classes));
        return network.build("fc");
    }

    private static TrainableNetwork trainable(Network network) {
        Libtorch.prepareThread(1);
        Recipe recipe =
                new Recipe(
                        network,
                        ElementType.FLOAT64,
                        new LossRule(LOSS.formatted(1), LOSS.formatted(2)),
                        UpdateRule.none(),
                        Set.of());
        return new TrainableNetwork(recipe, ChannelScale.identity(network.input().size(0)));
    }

    private static TensorBytes weight(int outputs, int inputs, double... values) {
        TensorBytes weight =
                TensorBytes.zeros(
                        "fc.weight", ElementType.FLOAT64, TensorShape.of(outputs, inputs));
        for (int index = 0; index < values.length; index++) {
            weight.set(index, values[index]);
        }
        return weight;
    }
}
