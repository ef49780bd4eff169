package io.trainyard.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.contract.Wire;
import io.trainyard.contract.spec.Freeze;
import io.trainyard.trainer.arch.Architectures;
import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.engine.graph.TensorShape;
import java.util.List;
import org.junit.jupiter.api.Test;

class FreezingTest {
    private static final Network LENET =
            Architectures.REGISTRY
                    .named("lenet5")
                    .build(Wire.json().createObjectNode(), TensorShape.of(1, 28, 28), 10);

    @Test
    void patternsNameParametersWithStarsForAnything() {
        // Then
        assertThat(frozen("conv1.*")).containsExactlyInAnyOrder("conv1.weight", "conv1.bias");
        assertThat(frozen("*.bias")).hasSize(5);
        assertThat(frozen("conv*.weight", "fc1.bias"))
                .containsExactlyInAnyOrder("conv1.weight", "conv2.weight", "fc1.bias");
        assertThat(frozen("conv1.weight")).containsExactly("conv1.weight");
    }

    @Test
    void aPatternIsNotARegularExpression() {
        // Then
        assertThatThrownBy(() -> frozen("conv.\\.weight"))
                .hasMessageContaining("match no parameter");
        assertThatThrownBy(() -> frozen("conv1")).hasMessageContaining("match no parameter");
    }

    @Test
    void theBackboneIsEverythingButTheHead() {
        // Then
        assertThat(Freezing.frozen(LENET, new Freeze.Backbone()))
                .hasSize(8)
                .doesNotContain("fc3.weight", "fc3.bias");
        assertThat(Freezing.frozen(LENET, new Freeze.Nothing())).isEmpty();
    }

    @Test
    void somethingMustBeLeftToTrain() {
        // Then
        assertThatThrownBy(() -> frozen("*")).hasMessageContaining("leaves no parameter");
    }

    private static java.util.Set<String> frozen(String... patterns) {
        return Freezing.frozen(LENET, new Freeze.Named(List.of(patterns)));
    }
}
