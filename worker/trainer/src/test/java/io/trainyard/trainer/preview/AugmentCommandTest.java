package io.trainyard.trainer.preview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.trainer.data.Fixtures;
import io.trainyard.trainer.fetch.NoNetwork;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AugmentCommandTest {
    private static final String SPEC =
            """
            {"name": "sheet", "kind": "train", "dataset": "digits", "model": {"architecture": "lenet5"},
             "augmentation": [{"kind": "random_resized_crop", "scale": [0.3, 1]}, {"kind": "rotation", "degrees": 15}],
             "optimizer": {"kind": "sgd", "learningRate": 0.1}}
            """;

    @TempDir private Path folder;

    @Test
    void aSheetHasARowASampleAndIsTheSameForTheSameSeed() throws IOException {
        // When
        byte[] sheet = sheet("a.png", "--samples", "3", "--draws", "4");
        byte[] again = sheet("b.png", "--samples", "3", "--draws", "4");
        byte[] other = sheet("c.png", "--samples", "3", "--draws", "4", "--seed", "9");

        // Then
        BufferedImage picture = ImageIO.read(folder.resolve("a.png").toFile());
        assertThat(picture.getHeight()).isEqualTo(3 * 30 - 2);
        assertThat(picture.getWidth()).isEqualTo(5 * 30 - 2);
        assertThat(sheet).isEqualTo(again).isNotEqualTo(other);
    }

    @Test
    void aPinnedOperationChangesOneImage() throws IOException {
        // Given
        Path image = folder.resolve("in.png");
        Files.write(image, Fixtures.bytes("palette.png"));
        Path out = folder.resolve("out.png");

        // When
        String said =
                AugmentCommand.run(
                        List.of(
                                "--pinned",
                                "{\"center_crop\": {\"size\": [2, 3]}}",
                                "--image",
                                image.toString(),
                                "--out",
                                out.toString()),
                        NoNetwork.files(),
                        1);

        // Then
        assertThat(said).contains("3 x 2 pixels");
        assertThat(ImageIO.read(out.toFile()).getWidth()).isEqualTo(3);
    }

    @Test
    void callsThatMakeNoSenseAreRefused() {
        for (List<String> call :
                List.of(
                        List.<String>of(),
                        List.of("--out", "x.png"),
                        List.of("--pinned", "{}", "--out", "x.png"),
                        List.of("spec.yaml", "--frobnicate"),
                        List.of(folder.resolve("absent.yaml").toString(), "--out", "x.png"))) {
            assertThatThrownBy(() -> AugmentCommand.run(call, NoNetwork.files(), 1))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    private byte[] sheet(String name, String... options) throws IOException {
        Path spec = Files.writeString(folder.resolve("spec.json"), SPEC);
        Path out = folder.resolve(name);
        List<String> call =
                new java.util.ArrayList<>(List.of(spec.toString(), "--out", out.toString()));
        call.addAll(List.of(options));
        assertThat(AugmentCommand.run(call, NoNetwork.files(), 2)).contains(name);
        return Files.readAllBytes(out);
    }
}
