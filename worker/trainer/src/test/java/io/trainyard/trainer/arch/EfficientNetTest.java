package io.trainyard.trainer.arch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trainyard.trainer.arch.EfficientNet.Scaling;
import io.trainyard.trainer.component.Parameters;
import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.engine.graph.TensorShape;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EfficientNetTest {
    /**
     * Tan 2019, table 2: parameters in millions and FLOPs (multiply-adds) in billions at each
     * network's own resolution, as printed there. Its B6 and B7 count a little less than ours.
     */
    @ParameterizedTest
    @CsvSource({
        "0, 5.3, 0.39", "1, 7.8, 0.70", "2, 9.2, 1.0", "3, 12, 1.8",
        "4, 19, 4.2", "5, 30, 9.9", "6, 43, 19", "7, 66, 37"
    })
    void scalingGivesThePublishedSizes(int b, double millions, double billions) {
        // When
        Architecture architecture = Architectures.REGISTRY.named("efficientnet_b" + b);
        int size = architecture.inputSize();
        Network network =
                architecture.build(
                        Parameters.defaults(architecture.descriptor()),
                        TensorShape.of(3, size, size),
                        1000);

        // Then
        assertThat(network.parameterCount() / 1e6).isCloseTo(millions, within(0.02 * millions));
        assertThat(network.multiplyAdds() / 1e9).isCloseTo(billions, within(0.05 * billions));
    }

    /** Section 3.3: depth 1.2^phi, width 1.1^phi, resolution 1.15^phi; the authors rounded them. */
    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0.5", "2, 1", "3, 2", "4, 3.2", "5, 4.3", "6, 5.2", "7, 6"})
    void coefficientsFollowTheCompoundRule(int b, double phi) {
        // When
        Scaling scaling = EfficientNet.SCALINGS.get(b);

        // Then
        assertThat(scaling.depth()).isCloseTo(Math.pow(1.2, phi), within(0.15));
        assertThat(scaling.width()).isCloseTo(Math.pow(1.1, phi), within(0.25));
        assertThat(scaling.resolution() / 224.0).isCloseTo(Math.pow(1.15, phi), within(0.4));
    }

    /** The stages of B7 in the authors' efficientnet_builder.py: channels and layers. */
    @ParameterizedTest
    @CsvSource({
        "16, 32, 1, 4",
        "24, 48, 2, 7",
        "40, 80, 2, 7",
        "80, 160, 3, 10",
        "112, 224, 3, 10",
        "192, 384, 4, 13",
        "320, 640, 1, 4"
    })
    void stagesOfB7AreThoseOfB0Scaled(int channels, int scaledChannels, int layers, int scaled) {
        // When
        Scaling scaling = EfficientNet.SCALINGS.get(7);

        // Then
        assertThat(scaling.channels(channels)).isEqualTo(scaledChannels);
        assertThat(scaling.layers(layers)).isEqualTo(scaled);
    }
}
