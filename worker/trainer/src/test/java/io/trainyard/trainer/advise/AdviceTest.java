package io.trainyard.trainer.advise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trainyard.contract.spec.ExperimentSpec;
import io.trainyard.contract.spec.Normalisation;
import io.trainyard.contract.spec.SpecValidator;
import io.trainyard.trainer.advise.Advice.Way;
import io.trainyard.trainer.advise.Appearance.Measures;
import io.trainyard.trainer.catalogue.Components;
import io.trainyard.trainer.data.DatasetSurvey;
import io.trainyard.trainer.image.Pixels;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdviceTest {
    private static final Normalisation.Channels IMAGE_NET = new Normalisation.ImageNet().channels();
    private static final Measures USUAL =
            new Measures(IMAGE_NET.mean(), IMAGE_NET.std(), 0.1, 1.1, 0, 375);

    @ParameterizedTest
    @CsvSource({
        "122, true, FEATURE_EXTRACTION",
        "5000, true, FINE_TUNING_LATE_STAGES",
        "122, false, FINE_TUNING_LATER_HALF",
        "5000, false, FULL_FINE_TUNING"
    })
    void everyQuadrantHasItsWay(int images, boolean similar, Way way) {
        // When
        Advice advice = Advice.of(survey(images, images, true), USUAL, Optional.of(similar));

        // Then
        assertThat(advice.way()).isEqualTo(way);
        assertThat(advice.reasons())
                .anyMatch(reason -> reason.startsWith("You say that the images are"));
    }

    @Test
    void looksAreWeighedWhereNobodyKnowsBetter() {
        // Then
        assertThat(of(USUAL, true).similar()).isTrue();
        assertDifferent(measures(0.1, 1.1, 0.9, 375), "90% of them have no colour");
        assertDifferent(measures(0.1, 1.1, 0, 32), "shorter edge is 32 pixels");
        assertDifferent(measures(0.9, 1.1, 0, 375), "mean lies 0.90 deviations");
        assertDifferent(measures(0.1, 1.8, 0, 375), "1.80 times ImageNet's");
        // The edge of 32 is the format's, not the images'.
        assertThat(of(measures(0.1, 1.1, 0, 32), false).similar()).isTrue();
    }

    @Test
    void unevenClassesAreMentioned() {
        // Then
        assertThat(Advice.of(survey(10, 31, true), USUAL, Optional.empty()).reasons())
                .anyMatch(reason -> reason.contains("training.loss.classWeights: balanced"));
        assertThat(Advice.of(survey(10, 30, true), USUAL, Optional.empty()).reasons())
                .noneMatch(reason -> reason.contains("classWeights"));
    }

    @ParameterizedTest
    @CsvSource({"122, true", "5000, true", "122, false", "5000, false"})
    void theFragmentIsAValidSpec(int images, boolean similar) {
        // Given
        Advice advice = Advice.of(survey(images, images, true), USUAL, Optional.of(similar));
        var tree = advice.spec("resnet18", "imagenet-v1");

        // When
        ExperimentSpec spec =
                new SpecValidator(Components.catalogue())
                        .validate(tree.put("name", "advised").put("dataset", "digits"))
                        .spec();

        // Then
        assertThat(spec.model().weights()).isEqualTo("imagenet-v1");
    }

    @Test
    void measuresAreThoseOfThePixels() {
        // Given: red 0 or 255 with equal frequency, green 51, blue 204
        byte[] bytes = new byte[3 * 100 * 80];
        for (int pixel = 0; pixel < 8000; pixel++) {
            bytes[pixel] = (byte) (pixel % 2 * 255);
            bytes[8000 + pixel] = 51;
            bytes[16000 + pixel] = (byte) 204;
        }
        Appearance appearance = new Appearance();

        // When
        appearance.add(new Pixels(3, 100, 80, bytes));
        Measures measures = appearance.measures();

        // Then
        List<Double> mean = List.of(0.5, 0.2, 0.8);
        List<Double> deviation = List.of(0.5, 0.0, 0.0);
        for (int channel = 0; channel < 3; channel++) {
            assertThat(measures.mean().get(channel)).isCloseTo(mean.get(channel), within(1e-12));
            assertThat(measures.deviation().get(channel))
                    .isCloseTo(deviation.get(channel), within(1e-7));
        }
        assertThat(measures.shift()).isCloseTo((0.8 - 0.406) / 0.225, within(1e-12));
        assertThat(measures.greyShare()).isZero();
        assertThat(measures.medianEdge()).isEqualTo(80);
    }

    @Test
    void imagesWithoutColourAreGreyHoweverManyChannelsTheyHave() {
        // Given
        Appearance appearance = new Appearance();
        SplittableRandom random = new SplittableRandom(1);
        byte[] plane = new byte[70 * 70];
        random.nextBytes(plane);
        byte[] spread = new byte[3 * plane.length];
        for (int channel = 0; channel < 3; channel++) {
            System.arraycopy(plane, 0, spread, channel * plane.length, plane.length);
        }

        // When
        appearance.add(new Pixels(1, 70, 70, plane));
        appearance.add(new Pixels(3, 70, 70, spread));

        // Then
        assertThat(appearance.measures().greyShare()).isEqualTo(1);
    }

    private static void assertDifferent(Measures measures, String reason) {
        Advice advice = of(measures, true);
        assertThat(advice.similar()).isFalse();
        assertThat(advice.reasons()).anyMatch(sentence -> sentence.contains(reason));
    }

    private static Advice of(Measures measures, boolean ownSize) {
        return Advice.of(survey(122, 125, ownSize), measures, Optional.empty());
    }

    private static Measures measures(double shift, double ratio, double grey, int edge) {
        return new Measures(IMAGE_NET.mean(), IMAGE_NET.std(), shift, ratio, grey, edge);
    }

    private static DatasetSurvey survey(int least, int most, boolean ownSize) {
        return new DatasetSurvey(Map.of("ants", least, "bees", most), 100, 0, ownSize);
    }
}
