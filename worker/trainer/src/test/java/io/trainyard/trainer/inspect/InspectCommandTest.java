package io.trainyard.trainer.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.trainyard.contract.Wire;
import io.trainyard.trainer.arch.Architectures;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
                        "{\"name\":\"conv1\",\"kind\":\"convolution\",\"shape\":[6,24,24],\"parameters\":156,\"macs\":86400,\"receptiveField\":5,\"trainingOnly\":false}");
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

    /**
     * GFLOPS of torchvision's documentation, which counts multiply-adds; MobileNet's table 8, 569
     * million; Inception-v4 has none in torchvision.
     */
    @ParameterizedTest
    @CsvSource({
        "alexnet_torchvision, 224, 0.71",
        "vgg11, 224, 7.61",
        "vgg16, 224, 15.47",
        "vgg19_bn, 224, 19.63",
        "resnet18, 224, 1.81",
        "resnet34, 224, 3.66",
        "resnet50, 224, 4.09",
        "resnet101, 224, 7.80",
        "resnet152, 224, 11.51",
        "googlenet, 224, 1.50",
        "inception_v3, 299, 5.71",
        "mobilenet_v1, 224, 0.57",
        "mobilenet_v2, 224, 0.30",
        "mobilenet_v3_large, 224, 0.22",
        "mobilenet_v3_small, 224, 0.06",
        "efficientnet_b0, 224, 0.39",
        "efficientnet_b7, 600, 37.75",
        "vit_b_16, 224, 17.56"
    })
    void countsMultiplyAddsAsPublished(String name, String size, double billions)
            throws IOException {
        // When
        JsonNode inspection =
                Wire.json().readTree(InspectCommand.run(List.of(name, "--json", "--size", size)));

        // Then
        assertThat(inspection.path("macs").asLong() / 1e9).isCloseTo(billions, within(0.006));
    }

    /**
     * Araujo et al., "Computing Receptive Fields of Convolutional Neural Networks", Distill 2019;
     * the bottlenecks by hand in docs/adr/0020, since theirs stride elsewhere.
     */
    @ParameterizedTest
    @CsvSource({
        "alexnet_torchvision, 195",
        "vgg16, 212",
        "mobilenet_v1, 315",
        "resnet101, 971",
        "resnet152, 1451"
    })
    void seesAsFarAsPublished(String name, long pixels) throws IOException {
        // When
        JsonNode inspection = Wire.json().readTree(InspectCommand.run(List.of(name, "--json")));

        // Then
        assertThat(inspection.path("receptiveField").asLong()).isEqualTo(pixels);
    }

    /** Section 3.5 of each paper, or the reference implementation's own count. */
    @ParameterizedTest
    @CsvSource({
        "alexnet, 62378344", "inception_v4, 42679816", "resnet110_cifar, 1727962",
        "vit_tiny_16, 5717416", "vit_small_16, 22050664", "vgg11_bn, 132868840",
        "vgg13_bn, 133053736", "vgg19_bn, 143678248"
    })
    void countsParametersAsPublished(String name, long parameters) throws IOException {
        // When
        JsonNode inspection = Wire.json().readTree(InspectCommand.run(List.of(name, "--json")));

        // Then
        assertThat(inspection.path("parameters").asLong()).isEqualTo(parameters);
    }

    @Test
    void comparesNetworksInOneTable() {
        // Then
        assertThat(InspectCommand.run(List.of("--compare", "resnet18", "vgg16")))
                .containsPattern("resnet18 +\\[3, 224, 224\\] +11,689,512 +1\\.814 +435 +46\\.8 MB")
                .containsPattern("vgg16 +\\[3, 224, 224\\] +138,357,544 +15\\.470 +212");
    }

    @Test
    void takesParametersOfTheArchitecture() throws IOException {
        // When
        JsonNode inspection =
                Wire.json()
                        .readTree(
                                InspectCommand.run(
                                        List.of(
                                                "mobilenet_v2",
                                                "--set",
                                                "width=1.4",
                                                "--set",
                                                "smallImages=true",
                                                "--json")));

        // Then: Sandler 2018, table 4: 6.9 million.
        assertThat(inspection.path("parameters").asLong()).isBetween(6_050_000L, 6_150_000L);
        assertThat(inspection.path("layers").path(0).path("shape").path(1).asInt()).isEqualTo(224);
        assertThatThrownBy(() -> InspectCommand.run(List.of("mobilenet_v2", "--set", "widht=2")))
                .hasMessageContaining("widht")
                .hasMessageContaining("width");
    }

    @Test
    void listsTheArchitecturesWithTheirParameters() {
        // Then
        assertThat(InspectCommand.run(List.of()).lines())
                .hasSize(Architectures.REGISTRY.all().size())
                .anyMatch(line -> line.startsWith("resnet18") && line.contains("smallImages"));
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
        assertThatThrownBy(() -> InspectCommand.run(List.of("--compare")))
                .hasMessageContaining("usage");
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
