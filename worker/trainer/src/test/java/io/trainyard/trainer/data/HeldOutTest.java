package io.trainyard.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.trainer.engine.graph.TensorShape;
import io.trainyard.trainer.image.Fit;
import io.trainyard.trainer.image.Pixels;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeldOutTest extends FormatTest {
    private static final String PARTS =
            """
            {"train": "FOLDER/tree", "testFraction": 0.25, "validationFraction": 0.2}
            """;

    @BeforeEach
    void writeImages() throws IOException {
        Map<String, byte[]> files = new HashMap<>();
        for (int i = 0; i < 40; i++) {
            files.put(
                    "tree/%s/%02d.png".formatted(i < 30 ? "a" : "b", i),
                    Fixtures.bytes("rgba.png"));
        }
        Fixtures.folder(folder, files);
    }

    @Test
    void testAndValidationImagesAreHeldOutByClass() {
        Dataset dataset = open(new ClassFolder(), PARTS, 4);
        assertThat(dataset.sizes()).isEqualTo(Map.of("train", 24, "validation", 6, "test", 10));
        assertThat(countsByLabel(dataset.split(Split.TRAIN).orElseThrow()))
                .isEqualTo(Map.of(0, 18, 1, 6));
        assertThat(countsByLabel(dataset.split(Split.VALIDATION).orElseThrow()).get(0))
                .isBetween(4, 5);
    }

    @Test
    void everySeedIsTestedOnTheSameImagesAndNothingTrainsOnThem() {
        // When
        Dataset one = split(1);
        Dataset other = split(2);

        // Then
        assertThat(images(one, Split.TEST)).hasSize(10).isEqualTo(images(other, Split.TEST));
        assertThat(images(one, Split.VALIDATION)).isNotEqualTo(images(other, Split.VALIDATION));
        for (Dataset dataset : List.of(one, other)) {
            assertThat(
                            Stream.of(Split.values())
                                    .flatMap(split -> images(dataset, split).stream())
                                    .distinct())
                    .hasSize(40);
        }
    }

    @Test
    void anEvaluationReadsTheTrainingImagesForTheOnesHeldOutOfThem() {
        Dataset dataset = open(new ClassFolder(), PARTS, 4, Split.VALIDATION, Split.TEST);
        assertThat(dataset.sizes()).isEqualTo(Map.of("validation", 6, "test", 10));

        Dataset own =
                open(
                        new ClassFolder(),
                        "{\"train\": \"FOLDER/absent\", \"test\": \"FOLDER/tree\", \"testFraction\": 0.5}",
                        4,
                        Split.VALIDATION,
                        Split.TEST);
        assertThat(own.sizes()).isEqualTo(Map.of("test", 40));
    }

    /** Forty images, each of a brightness of its own. */
    private Dataset split(long seed) {
        byte[] brightness = new byte[40];
        for (int i = 0; i < brightness.length; i++) {
            brightness[i] = (byte) i;
        }
        ImageSet all =
                new PixelBlock(
                        brightness,
                        IntStream.range(0, 40).map(i -> i < 30 ? 0 : 1).toArray(),
                        new PixelBlock.Shape(1, 1, 1),
                        1,
                        Fit.straight(1));
        return new HeldOut(0.25, 0.2)
                .applyTo(
                        new Dataset(
                                List.of("a", "b"),
                                TensorShape.of(1, 1, 1),
                                Map.of(Split.TRAIN, all),
                                List.of()),
                        Set.of(Split.TRAIN),
                        request(1, seed));
    }

    private static Set<Pixels> images(Dataset dataset, Split split) {
        ImageSet images = dataset.split(split).orElseThrow();
        return IntStream.range(0, images.count())
                .mapToObj(images::image)
                .collect(Collectors.toSet());
    }
}
