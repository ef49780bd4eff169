package io.trainyard.trainer.augment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.Wire;
import io.trainyard.trainer.image.Pixels;
import io.trainyard.trainer.seed.Seed;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AugmentationsTest {
    private static final Pixels IMAGE =
            new Pixels(2, 2, 3, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});

    @Test
    void flipReversesColumns() {
        // When
        Pixels flipped = IMAGE.mirrored();

        // Then
        assertThat(flipped)
                .isEqualTo(new Pixels(2, 2, 3, new byte[] {3, 2, 1, 6, 5, 4, 9, 8, 7, 12, 11, 10}));
    }

    @Test
    void cropShiftsAndFillsWithBlack() {
        // When
        Pixels downRight = RandomCrop.shifted(IMAGE, 1, 1);
        Pixels upLeft = RandomCrop.shifted(IMAGE, -1, -2);
        Pixels away = RandomCrop.shifted(IMAGE, 0, 4);

        // Then
        assertThat(downRight)
                .isEqualTo(new Pixels(2, 2, 3, new byte[] {5, 6, 0, 0, 0, 0, 11, 12, 0, 0, 0, 0}));
        assertThat(upLeft)
                .isEqualTo(new Pixels(2, 2, 3, new byte[] {0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 7}));
        assertThat(away).isEqualTo(new Pixels(2, 2, 3, new byte[12]));
    }

    @Test
    void cropReachesEveryShiftEquallyOften() {
        // Given
        Transform crop = transform("random_crop", Wire.json().createObjectNode().put("padding", 1));
        Set<Pixels> expected = new HashSet<>();
        for (int down = -1; down <= 1; down++) {
            for (int right = -1; right <= 1; right++) {
                expected.add(RandomCrop.shifted(IMAGE, down, right));
            }
        }

        // When
        Set<Pixels> seen = new HashSet<>();
        int unmoved = 0;
        for (int sample = 0; sample < 9000; sample++) {
            Pixels cropped = crop.apply(IMAGE, new Seed(1).with(sample).random());
            seen.add(cropped);
            unmoved += cropped.equals(IMAGE) ? 1 : 0;
        }

        // Then
        assertThat(seen).isEqualTo(expected);
        assertThat(unmoved).isBetween(850, 1150);
    }

    @Test
    void flipHappensAsOftenAsItsProbabilitySays() {
        // Given
        Transform flip =
                transform(
                        "horizontal_flip", Wire.json().createObjectNode().put("probability", 0.25));

        // When
        int flips = 0;
        for (int sample = 0; sample < 10_000; sample++) {
            flips += flip.apply(IMAGE, new Seed(7).with(sample).random()).equals(IMAGE) ? 0 : 1;
        }

        // Then
        assertThat(flips).isBetween(2300, 2700);
    }

    @Test
    void everyAugmentationKeepsTheShapeAndRepeatsItself() {
        // Given
        ObjectNode parameters =
                Wire.json().createObjectNode().put("padding", 2).put("probability", 0.5);

        for (Augmentation augmentation : Augmentations.REGISTRY.all()) {
            Transform transform = augmentation.transform(parameters);
            for (int sample = 0; sample < 50; sample++) {
                // When
                Pixels once = transform.apply(IMAGE, new Seed(3).with(sample).random());
                Pixels again = transform.apply(IMAGE, new Seed(3).with(sample).random());

                // Then
                assertThat(once)
                        .as(augmentation.name())
                        .isEqualTo(again)
                        .hasToString(IMAGE.toString());
            }
        }
    }

    private static Transform transform(String name, ObjectNode parameters) {
        return Augmentations.REGISTRY.named(name).transform(parameters);
    }
}
