package io.trainyard.contract.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.Wire;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class RunWeightsTest {
    @Test
    void findsEveryPlaceThatTakesWeights() throws IOException {
        // Given
        ObjectNode spec =
                tree(
                        """
                        {"model": {"architecture": {"kind": "lenet5"}, "weights": "run:11112222"},
                         "ensemble": {"members": [{"weights": "/a.safetensors"}, {"weights": "run:3333"}]},
                         "training": {"distillation": {"teacher": {"weights": "run:4444"}}}}
                        """);

        // Then
        assertThat(RunWeights.in(spec))
                .extracting(RunWeights::path)
                .containsExactly(
                        "model.weights",
                        "ensemble.members[1].weights",
                        "training.distillation.teacher.weights");
        assertThat(RunWeights.in(spec))
                .extracting(RunWeights::id)
                .containsExactly("11112222", "3333", "4444");
        assertThat(RunWeights.in(spec).getFirst().architecture()).isEqualTo("lenet5");
    }

    @Test
    void putsWhatItIsGivenInThePlaceOfTheReference() throws IOException {
        // Given
        ObjectNode spec = tree("{\"model\": {\"weights\": \"run:11112222\"}}");

        // When
        RunWeights.in(spec).getFirst().name("11112222-0000-4000-8000-000000000001");

        // Then
        assertThat(spec)
                .isEqualTo(
                        tree(
                                "{\"model\": {\"weights\": \"run:11112222-0000-4000-8000-000000000001\"}}"));

        // When
        RunWeights.in(spec).getFirst().locate("/weights/a.safetensors");

        // Then
        assertThat(spec).isEqualTo(tree("{\"model\": {\"weights\": \"/weights/a.safetensors\"}}"));
        assertThat(RunWeights.in(spec)).isEmpty();
    }

    private static ObjectNode tree(String json) throws IOException {
        return (ObjectNode) Wire.json().readTree(json);
    }
}
