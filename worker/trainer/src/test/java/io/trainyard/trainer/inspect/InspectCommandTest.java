package io.trainyard.trainer.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.trainyard.contract.Wire;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class InspectCommandTest {
    @Test
    void printsTheNumbersOfANetworkAsJson() throws IOException {
        // When
        JsonNode inspection = Wire.json().readTree(InspectCommand.run(List.of("lenet5", "--json")));

        // Then: LeCun 1998 with all connections; MACs = 6*24*24*25 + 16*8*8*150 + 256*120 + 120*84
        // + 84*10
        assertThat(inspection.path("name").asText()).isEqualTo("lenet5");
        assertThat(inspection.path("parameters").asLong()).isEqualTo(44_426);
        assertThat(inspection.path("trainable").asLong()).isEqualTo(44_426);
        assertThat(inspection.path("macs").asLong())
                .isEqualTo(86_400 + 153_600 + 30_720 + 10_080 + 840);
        assertThat(inspection.path("layers").path(0))
                .hasToString(
                        "{\"name\":\"conv1\",\"kind\":\"convolution\",\"shape\":[6,24,24],\"parameters\":156,\"macs\":86400}");
    }

    /**
     * He 2015, table 6: 0.27 million parameters; 40.6 million MACs is what fvcore and others count.
     */
    @Test
    void countsResNet20AsItsPaperDoes() throws IOException {
        // When
        JsonNode inspection =
                Wire.json().readTree(InspectCommand.run(List.of("resnet20_cifar", "--json")));

        // Then
        assertThat(inspection.path("parameters").asLong()).isEqualTo(269_722);
        assertThat(inspection.path("macs").asLong()).isBetween(40_500_000L, 40_900_000L);
    }

    @Test
    void printsATableForPeople() {
        // Then
        assertThat(
                        InspectCommand.run(
                                List.of(
                                        "lenet5",
                                        "--size",
                                        "32",
                                        "--channels",
                                        "3",
                                        "--classes",
                                        "5")))
                .contains(
                        "lenet5, input [3, 32, 32]", "conv1", "[6, 28, 28]", "fc3", "[5]", "total");
    }

    @Test
    void saysWhatIsWrongWithItsArguments() {
        // Then
        assertThatThrownBy(() -> InspectCommand.run(List.of())).hasMessageContaining("usage");
        assertThatThrownBy(() -> InspectCommand.run(List.of("lenet6")))
                .hasMessageContaining("known: lenet5");
        assertThatThrownBy(() -> InspectCommand.run(List.of("lenet5", "--siz")))
                .hasMessageContaining("'--siz' is unknown");
        assertThatThrownBy(() -> InspectCommand.run(List.of("lenet5", "--size", "x")))
                .hasMessageContaining("'x'");
        assertThatThrownBy(() -> InspectCommand.run(List.of("lenet5", "--size")))
                .hasMessageContaining("nothing");
        assertThatThrownBy(() -> InspectCommand.run(List.of("lenet5", "--size", "8")))
                .hasMessageContaining("conv2");
    }
}
