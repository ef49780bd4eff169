package io.trainyard.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.spec.ExperimentSpec.TestTimeAugmentation;
import io.trainyard.trainer.image.Pixels;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ViewsTest {
    /** Each quarter of the image has a brightness of its own. */
    private static final Pixels QUARTERS =
            new Pixels(1, 4, 4, new byte[] {1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4});

    @Test
    void nothingNamedIsTheImageItself() {
        assertThat(seen(null)).containsExactly(QUARTERS);
    }

    @Test
    void fiveCropsAreTheCornersAndTheMiddle() {
        // When each crop is half the image's edge
        List<Pixels> seen = seen(named(false, 0.5, List.of(), List.of()));

        // Then
        assertThat(seen.get(0)).isEqualTo(QUARTERS);
        assertThat(seen.subList(1, 5))
                .containsExactly(uniform(1), uniform(2), uniform(3), uniform(4));
        Pixels middle = seen.get(5);
        assertThat(
                        List.of(
                                middle.value(0, 0, 0),
                                middle.value(0, 0, 3),
                                middle.value(0, 3, 0),
                                middle.value(0, 3, 3)))
                .containsExactly(1, 2, 3, 4);
        assertThat(seen).hasSize(6);
    }

    @Test
    void flipMirrorsEveryView() {
        // When
        List<Pixels> seen = seen(named(true, 0.5, List.of(2.0), List.of()));

        // Then
        assertThat(seen).hasSize(14);
        assertThat(seen.get(7).value(0, 0, 0)).isEqualTo(2);
        assertThat(seen.get(8)).isEqualTo(uniform(1));
        // And twice the size is the middle half
        assertThat(seen.get(6)).isEqualTo(seen.get(5));
        assertThat(seen.get(13)).isEqualTo(seen.get(6).mirrored());
    }

    @Test
    void turnsAndColoursAreViewsOfTheirOwn() {
        // When
        List<Pixels> seen =
                seen(
                        new TestTimeAugmentation(
                                false,
                                null,
                                List.of(),
                                List.of(90.0),
                                List.of(2.0),
                                List.of(0.0),
                                List.of(0.5)));

        // Then a quarter turn to the left brings the upper right corner to the upper left
        assertThat(seen.get(1).value(0, 0, 0)).isEqualTo(2);
        assertThat(seen.get(1).value(0, 3, 0)).isEqualTo(1);
        // And brightness doubles, no contrast is the mean, and grey has no saturation to change
        assertThat(seen.get(2).value(0, 3, 3)).isEqualTo(8);
        assertThat(seen.get(3)).isEqualTo(uniform(2));
        assertThat(seen.get(4)).isEqualTo(QUARTERS);
    }

    private static TestTimeAugmentation named(
            boolean flip, @Nullable Double fiveCrop, List<Double> scales, List<Double> rotations) {
        return new TestTimeAugmentation(
                flip, fiveCrop, scales, rotations, List.of(), List.of(), List.of());
    }

    private static List<Pixels> seen(@Nullable TestTimeAugmentation named) {
        return Views.of(named).stream().map(view -> view.of(QUARTERS)).toList();
    }

    private static Pixels uniform(int brightness) {
        byte[] bytes = new byte[16];
        Arrays.fill(bytes, (byte) brightness);
        return new Pixels(1, 4, 4, bytes);
    }
}
