package io.trainyard.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.Wire;
import io.trainyard.trainer.engine.graph.TensorShape;
import io.trainyard.trainer.fetch.NoNetwork;
import io.trainyard.trainer.image.Fit;
import io.trainyard.trainer.image.Pixels;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DigitsTest {
    @Test
    void splitsTheDigitsByClassTheSameWayForEverySeed() {
        // When
        Dataset one = open(1, 28);
        Dataset other = open(2, 28);

        // Then
        assertThat(one.sizes()).isEqualTo(Map.of("train", 1437, "test", 360));
        assertThat(one.sample()).isEqualTo(TensorShape.of(1, 28, 28));
        ImageSet test = one.split(Split.TEST).orElseThrow();
        ImageSet again = other.split(Split.TEST).orElseThrow();
        Map<Integer, Integer> counts = new HashMap<>();
        for (int i = 0; i < test.count(); i++) {
            assertThat(test.image(i)).isEqualTo(again.image(i));
            counts.merge(test.label(i), 1, Integer::sum);
        }
        assertThat(counts.values()).hasSize(10).allMatch(count -> count >= 34 && count <= 37);
    }

    @Test
    void theFirstDigitIsAZeroFromDarkToBright() {
        // Given: 0,0,5,13,9,1,0,0,... is the first row of the file, and its label 0
        Dataset digits = open(0, 8);

        // When
        Pixels zero =
                digits.splits().values().stream()
                        .flatMap(DigitsTest::zeros)
                        .filter(image -> row(image).equals(List.of(0, 0, 80, 207, 143, 16, 0, 0)))
                        .findFirst()
                        .orElseThrow();

        // Then
        assertThat(zero.value(0, 1, 3)).isEqualTo(Math.round(15 * 255 / 16f));
    }

    private static Stream<Pixels> zeros(ImageSet images) {
        return IntStream.range(0, images.count())
                .filter(i -> images.label(i) == 0)
                .mapToObj(images::image);
    }

    private static List<Integer> row(Pixels image) {
        return IntStream.range(0, 8).mapToObj(column -> image.value(0, 0, column)).toList();
    }

    private static Dataset open(long seed, int size) {
        try (var threads = Executors.newSingleThreadExecutor()) {
            return new Digits()
                    .open(
                            Wire.json().createObjectNode().put("validationFraction", 0),
                            new DataRequest(
                                    Fit.straight(size),
                                    false,
                                    Set.of(Split.values()),
                                    seed,
                                    new Locations(
                                            new DataRoots(List.of()),
                                            NoNetwork.files(),
                                            _ -> {},
                                            () -> false),
                                    new ImageLoader(threads, 0, () -> false),
                                    _ -> {}));
        }
    }
}
