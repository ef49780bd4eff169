package io.trainyard.trainer.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.Wire;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.trainer.component.Parameters;
import io.trainyard.trainer.engine.Mixing;
import io.trainyard.trainer.seed.Seed;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchAugmentationsTest {
    private static final int DRAWS = 20_000;

    /** torchvision 0.28's CutMix.make_params for that lambda and centre. */
    @ParameterizedTest
    @CsvSource({
        "0.5, 32, 32, 0, 31, 0, 20, 11, 32, 0.87109375",
        "0.3, 32, 32, 16, 16, 3, 3, 29, 29, 0.33984375",
        "0.2, 7, 11, 10, 3, 6, 0, 11, 6, 0.6103896103896104",
        "0.75, 224, 160, 80, 200, 40, 144, 120, 224, 0.8214285714285714",
        "0.99, 5, 5, 2, 2, 2, 2, 2, 2, 1.0",
        "0.0, 32, 48, 5, 5, 0, 0, 29, 21, 0.603515625"
    })
    void theBoxIsTorchvisions(
            double lambda,
            int height,
            int width,
            int column,
            int row,
            int left,
            int top,
            int right,
            int bottom,
            double adjusted) {
        assertThat(CutMix.cut(lambda, height, width, column, row))
                .isEqualTo(new Mixing(adjusted, left, top, right, bottom));
    }

    /** Beta(a, a) has mean 1/2, variance 1 / (4 (2 a + 1)) and excess kurtosis -6 / (2 a + 3). */
    @ParameterizedTest
    @ValueSource(doubles = {0.001, 0.2, 1, 8, 1000})
    void lambdaHasTheMomentsOfItsBetaDistribution(double alpha) {
        // When
        double[] lambdas = lambdas(transform("mixup", "alpha", alpha));

        // Then
        double variance = 1 / (4 * (2 * alpha + 1));
        double mean = Arrays.stream(lambdas).average().orElseThrow();
        double second = moment(lambdas, 2);
        assertThat(mean).isCloseTo(0.5, within(4 * Math.sqrt(variance / DRAWS)));
        double kurtosis = 3 - 6 / (2 * alpha + 3);
        assertThat(second)
                .isCloseTo(
                        variance,
                        within(4 * variance * Math.sqrt((kurtosis - 1) / DRAWS) + 1e-3 * variance));
        assertThat(moment(lambdas, 4) / (second * second)).isCloseTo(kurtosis, within(0.15));
    }

    @Test
    void lambdaOfOneIsUniform() {
        // When
        double[] lambdas = lambdas(transform("mixup", "alpha", 1));

        // Then: each tenth of the range is as likely as the others
        for (int tenth = 0; tenth < 10; tenth++) {
            double from = tenth / 10.0;
            assertThat(Arrays.stream(lambdas).filter(l -> l >= from && l < from + 0.1).count())
                    .isBetween(1800L, 2200L);
        }
    }

    @Test
    void aBoxLiesInTheInputAndLambdaIsTheAreaLeft() {
        // When / Then
        boolean sawNone = false;
        for (Mixing mixing : draws(transform("cutmix", "alpha", 1))) {
            assertThat(mixing.right()).isLessThanOrEqualTo(20);
            assertThat(mixing.bottom()).isLessThanOrEqualTo(12);
            int area = (mixing.right() - mixing.left()) * (mixing.bottom() - mixing.top());
            assertThat(mixing.lambda()).isCloseTo(1 - area / 240.0, within(1e-15));
            sawNone |= area == 0;
        }
        assertThat(sawNone).isTrue();
    }

    @Test
    void oneOfTheTwoIsChosenAsOftenAsTheProbabilitiesSay() {
        // Given
        ObjectNode parameters =
                Wire.json()
                        .createObjectNode()
                        .put("mixupAlpha", 1000)
                        .put("cutmixAlpha", 1000)
                        .put("mixupProbability", 0.25)
                        .put("probability", 0.8);

        // When: at that alpha lambda is near a half, so that every box has an area
        List<Mixing> draws =
                draws(BatchAugmentations.REGISTRY.named("mixup_or_cutmix").transform(parameters));

        // Then
        double unmixed = draws.stream().filter(Mixing.NONE::equals).count();
        double pasted = draws.stream().filter(each -> each.right() > each.left()).count();
        assertThat(unmixed / DRAWS).isCloseTo(0.2, within(0.015));
        assertThat(pasted / DRAWS).isCloseTo(0.8 * 0.75, within(0.015));
    }

    @Test
    void aSeedAlwaysGivesTheSame() {
        for (BatchAugmentation augmentation : BatchAugmentations.REGISTRY.all()) {
            BatchTransform transform =
                    augmentation.transform(Parameters.defaults(augmentation.descriptor()));

            // Then
            assertThat(draws(transform)).isEqualTo(draws(transform));
            assertThat(new HashSet<>(draws(transform))).hasSizeGreaterThan(1000);
            assertThat(augmentation.descriptor().parameters().path(Schema.BATCHWISE).asBoolean())
                    .as(augmentation.name())
                    .isTrue();
        }
    }

    private static BatchTransform transform(String name, String parameter, double value) {
        BatchAugmentation augmentation = BatchAugmentations.REGISTRY.named(name);
        return augmentation.transform(
                Parameters.defaults(augmentation.descriptor()).put(parameter, value));
    }

    private static List<Mixing> draws(BatchTransform transform) {
        return IntStream.range(0, DRAWS)
                .mapToObj(step -> transform.draw(12, 20, new Seed(5).with(step).random()))
                .toList();
    }

    private static double[] lambdas(BatchTransform transform) {
        return draws(transform).stream().mapToDouble(Mixing::lambda).toArray();
    }

    private static double moment(double[] values, int order) {
        return Arrays.stream(values)
                .map(each -> Math.pow(each - 0.5, order))
                .average()
                .orElseThrow();
    }
}
