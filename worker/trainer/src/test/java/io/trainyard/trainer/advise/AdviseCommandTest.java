package io.trainyard.trainer.advise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.Wire;
import io.trainyard.contract.spec.SpecReader;
import io.trainyard.trainer.fetch.NoNetwork;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdviseCommandTest {
    @TempDir private Path folder;

    @Test
    void aFolderOfSmallColourfulPicturesIsToldApartByItsReasons() throws IOException {
        // Given: 300 images of the first class, so that not all are looked at
        write("ants", 300, 80);
        write("bees", 20, 80);
        Files.writeString(folder.resolve("bees/broken.png"), "no image");

        // When
        JsonNode json = Wire.json().readTree(run(folder.toString(), "--json"));

        // Then
        assertThat(json.at("/perClass/ants").asInt()).isEqualTo(300);
        assertThat(json.at("/perClass/bees").asInt()).isEqualTo(21);
        assertThat(json.at("/images").asInt()).isEqualTo(321);
        assertThat(json.at("/sampled").asInt() + json.at("/unreadable").asInt()).isEqualTo(256);
        assertThat(json.at("/appearance/medianEdge").asInt()).isEqualTo(80);
        assertThat(json.at("/appearance/greyShare").asDouble()).isZero();
        assertThat(json.at("/spec/model/architecture").asText()).isEqualTo("resnet18");
    }

    @Test
    void aSpecNamesDatasetAndNetwork() throws IOException {
        // Given
        Path spec = folder.resolve("spec.yaml");
        Files.writeString(
                spec,
                "{name: d, kind: train, dataset: digits, model: {architecture: resnet50}, optimizer: {kind: sgd, learningRate: 0.1}}");

        // When
        JsonNode json = Wire.json().readTree(run(spec.toString(), "--json"));

        // Then: 1,437 grey digits of ten classes
        assertThat(json.at("/images").asInt()).isEqualTo(1437);
        assertThat(json.at("/similarity").asText()).isEqualTo("low");
        assertThat(json.at("/recommendation").asText()).isEqualTo("fine_tuning_later_half");
        assertThat(json.at("/freeze").asText()).isEqualTo("early");
        assertThat(json.at("/appearance/medianEdge").isNull()).isTrue();
        assertThat(json.at("/spec/model/architecture").asText()).isEqualTo("resnet50");
        assertThat(json.at("/spec/model/weights").asText()).isEqualTo("imagenet-v2");
    }

    @Test
    void theFragmentCanBePasted() throws IOException {
        // Given
        write("ants", 5, 80);
        write("bees", 5, 80);

        // When
        String text = run(folder.toString(), "--similarity", "high");
        String json = run(folder.toString(), "--similarity", "high", "--json");

        // Then
        assertThat(text).startsWith("Recommended: feature extraction (freeze: backbone)");
        String fragment = text.substring(text.indexOf(System.lineSeparator().repeat(2))).strip();
        ObjectNode pasted = SpecReader.read(fragment);
        assertThat(pasted).hasToString(Wire.json().readTree(json).path("spec").toString());
    }

    @Test
    void sentencesSayWhatIsWrong() throws IOException {
        // Given
        write("ants", 1, 80);
        String place = folder.toString();

        // Then
        assertRefused("usage: advise DATASET");
        assertRefused("does not exist", place + "/none");
        assertRefused(
                "no ImageNet weights by name for 'lenet5'", place, "--architecture", "lenet5");
        assertRefused("--similarity takes high or low, not 'some'", place, "--similarity", "some");
        assertRefused(
                "holds no training images", Files.createDirectory(folder.resolve("empty")) + "");
    }

    private void assertRefused(String reason, String... arguments) {
        assertThatThrownBy(() -> run(arguments))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }

    private static String run(String... arguments) {
        return AdviseCommand.run(Stream.of(arguments).toList(), NoNetwork.files());
    }

    private void write(String name, int count, int edge) throws IOException {
        Path directory = Files.createDirectories(folder.resolve(name));
        SplittableRandom random = new SplittableRandom(count);
        BufferedImage image = new BufferedImage(edge, edge, BufferedImage.TYPE_INT_RGB);
        for (int pixel = 0; pixel < edge * edge; pixel++) {
            image.setRGB(pixel % edge, pixel / edge, random.nextInt(1 << 24));
        }
        for (int index = 0; index < count; index++) {
            ImageIO.write(image, "png", directory.resolve(index + ".png").toFile());
        }
    }
}
