package io.trainyard.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.trainyard.contract.Wire;
import io.trainyard.contract.spec.Freeze;
import io.trainyard.trainer.arch.Architecture;
import io.trainyard.trainer.arch.Architectures;
import io.trainyard.trainer.component.Parameters;
import io.trainyard.trainer.engine.graph.Linear;
import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.engine.graph.NetworkBuilder;
import io.trainyard.trainer.engine.graph.TensorShape;
import io.trainyard.trainer.failure.RunFailedException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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

    static Stream<Architecture> architectures() {
        return Architectures.REGISTRY.all().stream();
    }

    /** Of every architecture, so that a new one must name its stages. */
    @ParameterizedTest
    @MethodSource("architectures")
    void everyLevelFreezesMoreThanTheOneBefore(Architecture architecture) {
        // Given
        int size = architecture.inputSize();
        Network network =
                architecture.build(
                        Parameters.defaults(architecture.descriptor()),
                        TensorShape.of(architecture.inputChannels(), size, size),
                        10);

        // When
        Set<String> early = Freezing.frozen(network, new Freeze.Early());
        Set<String> most = Freezing.frozen(network, new Freeze.Most());
        Set<String> backbone = Freezing.frozen(network, new Freeze.Backbone());

        // Then
        assertThat(early).isNotEmpty();
        assertThat(most).containsAll(early).hasSizeGreaterThan(early.size());
        assertThat(backbone).containsAll(most).hasSizeGreaterThan(most.size());
        assertThat(backbone).noneMatch(network::isHead);
    }

    @Test
    void aResNetsLevelsAreItsStages() {
        // Given
        Architecture resnet = Architectures.REGISTRY.named("resnet18");
        Network network =
                resnet.build(
                        Parameters.defaults(resnet.descriptor()), TensorShape.of(3, 64, 64), 10);

        // Then
        assertThat(modules(Freezing.frozen(network, new Freeze.Early())))
                .containsExactly("bn1", "conv1", "layer1", "layer2");
        assertThat(modules(Freezing.frozen(network, new Freeze.Most())))
                .containsExactly("bn1", "conv1", "layer1", "layer2", "layer3");
        assertThat(modules(Freezing.frozen(network, new Freeze.Backbone())))
                .containsExactly("bn1", "conv1", "layer1", "layer2", "layer3", "layer4");
    }

    private static Set<String> modules(Set<String> names) {
        return names.stream()
                .map(name -> name.substring(0, name.indexOf('.')))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static java.util.Set<String> frozen(String... patterns) {
        return Freezing.frozen(LENET, new Freeze.Named(List.of(patterns)));
    }
}
