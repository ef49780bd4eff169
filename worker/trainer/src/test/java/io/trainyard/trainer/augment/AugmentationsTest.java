package io.trainyard.trainer.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.Wire;
import io.trainyard.contract.spec.ParameterCheck;
import io.trainyard.trainer.image.Pixels;
import io.trainyard.trainer.seed.Seed;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AugmentationsTest {
    private static final int INPUT = 8;

    /** What has no default. */
    private static final Map<String, String> REQUIRED =
            Map.of(
                    "rotation", "{\"degrees\": 30}",
                    "affine",
                            "{\"degrees\": 10, \"translate\": [0.1, 0.2], \"scale\": [0.8, 1.2], \"shear\": 5}",
                    "gaussian_blur", "{\"kernelSize\": 3}",
                    "color_jitter",
                            "{\"brightness\": 0.4, \"contrast\": 0.4, \"saturation\": 0.4, \"hue\": 0.1}");

    private static final Pixels IMAGE =
            new Pixels(2, 2, 3, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});

    @Test
    void flipReversesColumns() {
        assertThat(IMAGE.mirrored())
                .isEqualTo(new Pixels(2, 2, 3, new byte[] {3, 2, 1, 6, 5, 4, 9, 8, 7, 12, 11, 10}));
    }

    @Test
    void flipReversesRows() {
        assertThat(IMAGE.upsideDown())
                .isEqualTo(new Pixels(2, 2, 3, new byte[] {4, 5, 6, 1, 2, 3, 10, 11, 12, 7, 8, 9}));
    }

    @Test
    void cropReachesEveryPlaceEquallyOften() {
        // Given
        Transform crop = transform("random_crop", "{\"padding\": 1}");

        // When
        Set<Pixels> seen = new HashSet<>();
        int unmoved = 0;
        for (int sample = 0; sample < 9000; sample++) {
            Pixels cropped = crop.apply(IMAGE, new Seed(1).with(sample).random());
            seen.add(cropped);
            unmoved += cropped.equals(IMAGE) ? 1 : 0;
        }

        // Then
        assertThat(seen)
                .hasSize(9)
                .contains(new Pixels(2, 2, 3, new byte[] {5, 6, 0, 0, 0, 0, 11, 12, 0, 0, 0, 0}));
        assertThat(unmoved).isBetween(850, 1150);
    }

    @Test
    void flipHappensAsOftenAsItsProbabilitySays() {
        // Given
        Transform flip = transform("horizontal_flip", "{\"probability\": 0.25}");

        // When
        int flips = 0;
        for (int sample = 0; sample < 10_000; sample++) {
            flips += flip.apply(IMAGE, new Seed(7).with(sample).random()).equals(IMAGE) ? 0 : 1;
        }

        // Then
        assertThat(flips).isBetween(2300, 2700);
    }

    @Test
    void everyAugmentationRepeatsItselfAndLeavesItsInputAlone() {
        for (Augmentation augmentation : Augmentations.REGISTRY.all()) {
            Transform transform = transform(augmentation.name(), "{}");
            for (Pixels image : List.of(picture(3, 16, 11), picture(1, 9, 16), picture(3, 4, 4))) {
                Pixels copy = image.crop(0, 0, image.height(), image.width());
                byte[] before = bytes(image);
                for (int sample = 0; sample < 30; sample++) {
                    // When
                    Pixels once = transform.apply(copy, new Seed(3).with(sample).random());
                    Pixels again = transform.apply(copy, new Seed(3).with(sample).random());

                    // Then
                    assertThat(once).as(augmentation.name()).isEqualTo(again);
                    assertThat(once.channels()).isEqualTo(image.channels());
                }
                assertThat(bytes(image)).as(augmentation.name()).isEqualTo(before);
            }
        }
    }

    @Test
    void everyAugmentationDoesSomething() {
        Pixels image = picture(3, 16, 16);
        for (Augmentation augmentation : Augmentations.REGISTRY.all()) {
            Transform transform = transform(augmentation.name(), "{}");
            assertThat(
                            IntStream.range(0, 60)
                                    .mapToObj(sample ->
                                            transform.apply(
                                                    image, new Seed(5).with(sample).random()))
                                    .filter(changed -> !changed.equals(image)))
                    .as(augmentation.name())
                    .isNotEmpty();
        }
    }

    @Test
    void resizedCropsHaveTheInputsSizeAndOthersKeepTheImages() {
        Pixels image = picture(3, 16, 11);
        for (Augmentation augmentation : Augmentations.REGISTRY.all()) {
            ObjectNode parameters = parameters(augmentation.name(), "{}");
            Pixels changed =
                    augmentation
                            .transform(parameters, INPUT)
                            .apply(image, new Seed(2).with(1).random());
            if (!augmentation.resizes(parameters)) {
                assertThat(changed).as(augmentation.name()).hasToString("3x16x11 image");
            } else if (!augmentation.name().equals("resize")) {
                assertThat(changed).as(augmentation.name()).hasToString("3x8x8 image");
            }
        }
    }

    @Test
    void patchesHaveTheAreaAndShapeThatBoundsAllow() {
        // Given
        double[] scale = {0.2, 0.4};
        double[] ratio = {0.5, 2};
        Set<Boolean> shapes = new HashSet<>();
        double areas = 0;

        // When
        for (int sample = 0; sample < 4000; sample++) {
            Patch patch =
                    Patch.random(200, 300, scale, ratio, false, new Seed(4).with(sample).random())
                            .orElseThrow();
            double area = patch.height() * patch.width() / 60_000.0;
            double aspect = (double) patch.width() / patch.height();

            // Then
            assertThat(area).isBetween(0.195, 0.405);
            assertThat(aspect).isBetween(0.48, 2.05);
            assertThat(patch.top() + patch.height()).isLessThanOrEqualTo(200);
            assertThat(patch.left() + patch.width()).isLessThanOrEqualTo(300);
            shapes.add(aspect > 1);
            areas += area;
        }
        assertThat(shapes).hasSize(2);
        assertThat(areas / 4000).isCloseTo(0.3, within(0.005));
    }

    @Test
    void aCropThatCannotFitIsTheMiddle() {
        assertThat(Patch.middle(100, 1000, new double[] {0.75, 4.0 / 3}))
                .isEqualTo(new Patch(0, 433, 100, 133));
        assertThat(Patch.middle(1000, 100, new double[] {0.75, 4.0 / 3}))
                .isEqualTo(new Patch(433, 0, 133, 100));
    }

    /** Numbers of torchvision 0.28 for 31 bins and an image of 224 x 200. */
    @ParameterizedTest
    @CsvSource({
        "USUAL, SHEAR_X, 9, 0.09000000357627869",
        "USUAL, SHEAR_X, 17, 0.17000000178813934",
        "USUAL, TRANSLATE_X, 9, 27.190332412719727",
        "USUAL, TRANSLATE_X, 17, 51.35951232910156",
        "USUAL, ROTATE, 17, 17.0",
        "USUAL, BRIGHTNESS, 9, 0.26999998092651367",
        "USUAL, POSTERIZE, 9, 7",
        "USUAL, POSTERIZE, 30, 4",
        "USUAL, SOLARIZE, 17, 0.4333333671092987",
        "WIDE, SHEAR_Y, 30, 0.9900000095367432",
        "WIDE, TRANSLATE_X, 9, 9.600000381469727",
        "WIDE, ROTATE, 9, 40.5",
        "WIDE, POSTERIZE, 17, 5",
    })
    void magnitudesAreTorchvisions(
            String scale, PolicyOperation operation, int bin, double expected) {
        MagnitudeScale magnitudes =
                scale.equals("USUAL") ? MagnitudeScale.USUAL : MagnitudeScale.WIDE;
        assertThat(magnitudes.of(operation, bin, 31, 224, 200)).isCloseTo(expected, within(1e-6));
    }

    @Test
    void policiesHave25PairsOfOperations() {
        for (AutoAugmentPolicy policy : AutoAugmentPolicy.values()) {
            assertThat(policy.pairs()).hasSize(25).allMatch(pair -> pair.size() == 2);
        }
        assertThat(AutoAugmentPolicy.IMAGENET.pairs().getFirst())
                .containsExactly(
                        new AutoAugmentPolicy.Step(PolicyOperation.POSTERIZE, 0.4, 8),
                        new AutoAugmentPolicy.Step(PolicyOperation.ROTATE, 0.6, 9));
        assertThat(AutoAugmentPolicy.CIFAR10.pairs().getLast())
                .containsExactly(
                        new AutoAugmentPolicy.Step(PolicyOperation.TRANSLATE_Y, 0.7, 9),
                        new AutoAugmentPolicy.Step(PolicyOperation.AUTO_CONTRAST, 0.9, 0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rotation|{\"degrees\": [30, 10]}|goes from more to less",
                "random_crop|{\"padding\": [1, 2, 3]}|give one, two or four",
                "gaussian_blur|{\"kernelSize\": 4}|odd",
                "rand_augment|{\"magnitude\": 40}|give 0 to 30",
                "random_resized_crop|{\"scale\": [1, 0.5]}|goes from more to less",
            })
    void parametersThatDoNotGoTogetherAreSaid(String name, String json, String words) {
        assertThatThrownBy(() -> transform(name, json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words);
    }

    private static Transform transform(String name, String json) {
        return Augmentations.REGISTRY.named(name).transform(parameters(name, json), INPUT);
    }

    private static ObjectNode parameters(String name, String json) {
        try {
            String given = json.equals("{}") ? REQUIRED.getOrDefault(name, json) : json;
            return ParameterCheck.complete(
                    Augmentations.REGISTRY.named(name).descriptor(),
                    (ObjectNode) Wire.json().readTree(given));
        } catch (JsonProcessingException mistake) {
            throw new IllegalArgumentException(mistake);
        }
    }

    private static Pixels picture(int channels, int height, int width) {
        byte[] bytes = new byte[channels * height * width];
        for (int place = 0; place < bytes.length; place++) {
            bytes[place] = (byte) (place * 37 + place * place % 11);
        }
        return new Pixels(channels, height, width, bytes);
    }

    private static byte[] bytes(Pixels image) {
        var buffer = java.nio.ByteBuffer.allocate(image.size());
        image.writeTo(buffer);
        return buffer.array();
    }
}
