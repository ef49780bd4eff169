package io.trainyard.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.trainyard.contract.Wire;
import io.trainyard.contract.spec.Freeze;
import io.trainyard.trainer.arch.Architectures;
import io.trainyard.trainer.engine.graph.Linear;
import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.engine.graph.NetworkBuilder;
import io.trainyard.trainer.engine.graph.TensorShape;
import io.trainyard.trainer.failure.RunFailedException;
import java.time.Duration;
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
    void starsMayStandAnywhereAndForNothing() {
        // Then
        assertThat(frozen("*conv1*.*weight*")).containsExactly("conv1.weight");
        assertThat(frozen("**1**.bias")).containsExactlyInAnyOrder("conv1.bias", "fc1.bias");
        // The first "i" belongs to "weight", the last one to "bias": none may be taken twice.
        assertThat(frozen("c*i*s")).containsExactlyInAnyOrder("conv1.bias", "conv2.bias");
        assertThatThrownBy(() -> frozen("conv1.bias*bias"))
                .hasMessageContaining("match no parameter");
    }

    @Test
    void patternsOfManyStarsAreMatchedInNoTime() {
        // Given: names on which trying every way to spread the stars takes longer than anyone waits
        var builder = new NetworkBuilder("long", TensorShape.of(1));
        builder.input().then("a".repeat(200), Linear.of(2));
        Network network = builder.build("a".repeat(200));

        for (String pattern :
                List.of("*a*a*a*a*a*a*a*a*b", "*".repeat(40) + "z", "*a".repeat(99) + "*b")) {
            // Then
            assertThatThrownBy(() ->
                            assertTimeoutPreemptively(
                                    Duration.ofSeconds(10),
                                    () ->
                                            Freezing.frozen(
                                                    network, new Freeze.Named(List.of(pattern)))))
                    .as(pattern)
                    .isInstanceOf(RunFailedException.class)
                    .hasMessageContaining("match no parameter");
        }
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
