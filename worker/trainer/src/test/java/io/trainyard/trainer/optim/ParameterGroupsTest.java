package io.trainyard.trainer.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.trainer.engine.Update;
import io.trainyard.trainer.engine.graph.BatchNorm;
import io.trainyard.trainer.engine.graph.Convolution;
import io.trainyard.trainer.engine.graph.Flatten;
import io.trainyard.trainer.engine.graph.Linear;
import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.engine.graph.NetworkBuilder;
import io.trainyard.trainer.engine.graph.TensorShape;
import io.trainyard.trainer.train.Specs;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ParameterGroupsTest {
    private static final Network NETWORK = network();

    @Test
    void allParametersAreOneGroupWhereNothingIsSaid() {
        // When
        ParameterGroups groups = groups("", Set.of());

        // Then
        assertThat(groups.factors()).containsExactly(1.0);
        assertThat(groups.groups())
                .singleElement()
                .satisfies(group -> {
                    assertThat(group.parameters()).hasSize(8);
                    assertThat(group.rule().script())
                            .anyMatch(line -> line.contains("weight_decay=0.01"));
                });
    }

    @Test
    void normsAndBiasesCanBeSparedTheDecay() {
        // When
        ParameterGroups groups = groups(", \"decayNormsAndBiases\": false", Set.of());

        // Then
        assertThat(groups.factors()).containsExactly(1.0);
        assertThat(groups.groups()).hasSize(2);
        Update.Group spared = groups.groups().getFirst();
        assertThat(spared.parameters())
                .containsExactlyInAnyOrder(
                        "conv1.bias", "layer1.0.bn1.weight", "layer1.0.bn1.bias", "fc.bias");
        assertThat(spared.rule().script()).anyMatch(line -> line.contains("weight_decay=0.0,"));
        assertThat(groups.groups().getLast().parameters())
                .containsExactlyInAnyOrder(
                        "conv1.weight",
                        "layer1.0.conv1.weight",
                        "layer1.1.conv1.weight",
                        "fc.weight");
    }

    @Test
    void declaredGroupsHaveTheirOwnRateAndDecay() {
        // When
        ParameterGroups groups =
                groups(
                        """
                        , "groups": [{"match": ["conv1.*", "layer1.*"], "learningRateFactor": 0.1},
                                     {"match": ["fc.*"], "learningRateFactor": 2, "weightDecay": 0.5}]
                        """,
                        Set.of("conv1.weight"));

        // Then
        assertThat(groups.factors()).containsExactly(0.1, 2.0);
        assertThat(groups.groups()).extracting(Update.Group::rate).containsExactly(0, 1);
        assertThat(groups.groups().getFirst().parameters())
                .hasSize(5)
                .doesNotContain("conv1.weight");
        assertThat(groups.groups().getLast().rule().script())
                .anyMatch(line -> line.contains("weight_decay=0.5,"));
    }

    @Test
    void everyParameterThatIsForgottenOrInTwoIsNamed() {
        // Given
        String declared =
                """
                , "groups": [{"match": ["conv1.*", "conv7.*"]}, {"match": ["*.bias"]}]
                """;

        // Then
        assertThatThrownBy(() -> groups(declared, Set.of("layer1.0.conv1.weight")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'conv7.*' matches no parameter of small")
                .hasMessageContaining(
                        "'conv1.bias' is in optimizer.groups[0] and optimizer.groups[1]")
                .hasMessageContaining(
                        "in none of optimizer.groups: layer1.0.bn1.weight, layer1.1.conv1.weight, fc.weight; add");
    }

    @Test
    void theRateFallsFromBlockToBlockTowardsTheInput() {
        // When
        ParameterGroups groups = groups(", \"depthDecay\": 0.5", Set.of());

        // Then: conv1, layer1.0, layer1.1, fc
        assertThat(groups.factors()).containsExactly(0.125, 0.25, 0.5, 1.0);
        assertThat(groups.groups().get(1).parameters())
                .containsExactlyInAnyOrder(
                        "layer1.0.conv1.weight", "layer1.0.bn1.weight", "layer1.0.bn1.bias");
    }

    @Test
    void aBlockEndsAtTheFirstNumberOfAName() {
        // Then: names of torchvision's networks
        assertThat(DepthGroups.block("layer1.0.conv1.weight")).isEqualTo("layer1.0");
        assertThat(DepthGroups.block("features.3.bias")).isEqualTo("features.3");
        assertThat(DepthGroups.block("features.1.0.block.0.0.weight")).isEqualTo("features.1");
        assertThat(DepthGroups.block("encoder.layers.encoder_layer_7.mlp.0.weight"))
                .isEqualTo("encoder.layers.encoder_layer_7");
        assertThat(DepthGroups.block("encoder.ln.weight")).isEqualTo("encoder.ln");
        assertThat(DepthGroups.block("conv1.weight")).isEqualTo("conv1");
        assertThat(DepthGroups.block("class_token")).isEmpty();
    }

    private static ParameterGroups groups(String more, Set<String> frozen) {
        ObjectNode parameters =
                Specs.of(
                        """
                        {"learningRate": 1, "momentum": 0, "dampening": 0, "weightDecay": 0.01, "nesterov": false%s}
                        """
                                .formatted(more));
        if (!parameters.has("decayNormsAndBiases")) {
            parameters.put("decayNormsAndBiases", true);
        }
        if (!parameters.has("depthDecay")) {
            parameters.put("depthDecay", 1);
        }
        parameters
                .withArray("groups")
                .forEach(group -> {
                    if (!group.has("learningRateFactor")) {
                        ((ObjectNode) group).put("learningRateFactor", 1);
                    }
                });
        return ParameterGroups.of(
                Optimizers.REGISTRY.named("sgd"), parameters, NETWORK, frozen, false);
    }

    private static Network network() {
        NetworkBuilder builder = new NetworkBuilder("small", TensorShape.of(1, 4, 4));
        NetworkBuilder.Value logits =
                builder.input()
                        .then("conv1", Convolution.of(2, 1))
                        .then("layer1.0.conv1", Convolution.of(2, 1).withoutBias())
                        .then("layer1.0.bn1", BatchNorm.standard())
                        .then("layer1.1.conv1", Convolution.of(2, 1).withoutBias())
                        .then(new Flatten())
                        .then("fc", Linear.of(3));
        assertThat(logits.channels()).isEqualTo(3);
        return builder.build("fc");
    }
}
