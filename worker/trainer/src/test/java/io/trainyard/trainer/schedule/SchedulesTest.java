package io.trainyard.trainer.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.Wire;
import io.trainyard.trainer.schedule.Schedule.Horizon;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rates against the numbers that PyTorch's own tests and documentation expect of
 * torch.optim.lr_scheduler (test/optim/test_lrscheduler.py, named at each), and against what
 * PyTorch 2.13 printed.
 */
class SchedulesTest {
    private static final double EXACT = 1e-12;

    static Stream<Arguments> sequences() {
        return Stream.of(
                of("constant", 0.1, "{}", 0.1, 0.1, 0.1),
                // StepLR(optimizer, step_size=3, gamma=0.5), printed
                of(
                        "step",
                        0.1,
                        "{'stepSize': 3, 'gamma': 0.5}",
                        0.1,
                        0.1,
                        0.1,
                        0.05,
                        0.05,
                        0.05,
                        0.025,
                        0.025),
                // test_multi_step_lr
                of(
                        "multi_step",
                        0.05,
                        "{'milestones': [2, 5, 9], 'gamma': 0.1}",
                        0.05,
                        0.05,
                        0.005,
                        0.005,
                        0.005,
                        5e-4,
                        5e-4,
                        5e-4,
                        5e-4,
                        5e-5),
                // MultiStepLR counts a milestone as often as it is listed (its Counter)
                of("multi_step", 1, "{'milestones': [3, 1, 3], 'gamma': 0.5}", 1, 0.5, 0.5, 0.125),
                // test_exp_lr
                of("exponential", 0.05, "{'gamma': 0.9}", 0.05, 0.045, 0.0405, 0.03645),
                // test_poly_lr, its formula worked out
                of(
                        "polynomial",
                        0.05,
                        "{'totalIters': 5, 'power': 0.9}",
                        0.05,
                        0.04090260730254292,
                        0.031572293374467764,
                        0.021919164527704347,
                        0.011746189430880188,
                        0,
                        0),
                // CosineAnnealingLR(optimizer, T_max=8, eta_min=0.001), printed
                of(
                        "cosine",
                        0.1,
                        "{'tMax': 8, 'minimumRate': 0.001}",
                        0.1,
                        0.0962320368593087,
                        0.0855017856687341,
                        0.06944282990207196,
                        0.0505,
                        0.03155717009792806,
                        0.0154982143312659,
                        0.004767963140691306,
                        0.001),
                // test_onecycle_lr_linear_annealing
                of(
                        "one_cycle",
                        25,
                        "{'totalSteps': 10, 'annealStrategy': 'linear', 'finalDivFactor': 2}",
                        1,
                        13,
                        25,
                        21.5,
                        18,
                        14.5,
                        11,
                        7.5,
                        4,
                        0.5),
                // test_onecycle_lr_linear_annealing_three_phases
                of(
                        "one_cycle",
                        25,
                        "{'totalSteps': 10, 'annealStrategy': 'linear', 'divFactor': 25, 'pctStart': 0.4,"
                                + " 'finalDivFactor': 4, 'threePhase': true}",
                        1,
                        9,
                        17,
                        25,
                        17,
                        9,
                        1,
                        0.75,
                        0.5,
                        0.25),
                // test_onecycle_lr_cosine_annealing
                of(
                        "one_cycle",
                        25,
                        "{'totalSteps': 10, 'finalDivFactor': 2}",
                        1,
                        13,
                        25,
                        annealed(1),
                        annealed(2),
                        annealed(3),
                        annealed(4),
                        annealed(5),
                        annealed(6),
                        0.5),
                // test_sequentiallr_does_not_alias_lr_and_initial_lr rises so, to another factor
                of(
                        "constant",
                        2,
                        "{'warmup': {'length': 4, 'startFactor': 0.2}}",
                        0.4,
                        0.8,
                        1.2,
                        1.6,
                        2,
                        2),
                // test_chained_lr2: LinearLR(start_factor=0.4, total_iters=3)
                of(
                        "constant",
                        0.05,
                        "{'warmup': {'length': 3, 'startFactor': 0.4}}",
                        0.02,
                        0.03,
                        0.04,
                        0.05,
                        0.05),
                // test_sequentiallr1's StepLR after a milestone of 3: it counts from there
                of(
                        "step",
                        0.05,
                        "{'stepSize': 4, 'warmup': {'length': 3, 'startFactor': 0.4}}",
                        0.02,
                        0.03,
                        0.04,
                        0.05,
                        0.05,
                        0.05,
                        0.05,
                        0.005,
                        0.005,
                        0.005,
                        0.005,
                        5e-4),
                // test_sequentiallr2's ExponentialLR after a milestone of 3
                of(
                        "exponential",
                        0.05,
                        "{'gamma': 0.9, 'warmup': {'length': 3, 'startFactor': 0.1}}",
                        0.005,
                        0.02,
                        0.035,
                        0.05,
                        0.045,
                        0.0405),
                // OneCycleLR makes its first rate the initial_lr that SequentialLR resets to
                of(
                        "one_cycle",
                        25,
                        "{'totalSteps': 10, 'annealStrategy': 'linear', 'finalDivFactor': 2, 'warmup': {'length': 2,"
                                + " 'startFactor': 0.5}}",
                        0.5,
                        0.75,
                        1,
                        13,
                        25,
                        21.5));
    }

    @ParameterizedTest
    @MethodSource("sequences")
    void givesTorchsNumbersByEpochAndByStep(
            String name, double initial, String parameters, List<Double> torch) {
        // Given
        ObjectNode byEpoch = complete(name, parameters).put("interval", "epoch");
        ObjectNode byStep = byEpoch.deepCopy().put("interval", "step");
        int length = Math.min(torch.size(), 10);

        // When
        LearningRate epochs = rate(name, initial, byEpoch, Horizon.of(length, 7));
        LearningRate steps = rate(name, initial, byStep, Horizon.of(1, length));

        // Then
        for (int position = 0; position < torch.size(); position++) {
            double expected = torch.get(position);
            assertThat(epochs.at(position, position * 7L + 6, List.of()))
                    .as("%s, epoch %d", name, position)
                    .isCloseTo(expected, within(EXACT));
            assertThat(steps.at(0, position, List.of())).isCloseTo(expected, within(EXACT));
        }
    }

    /** The loop in CosineAnnealingWarmRestarts.step and its formula, written out. */
    @ParameterizedTest
    @MethodSource("restarts")
    void restartsWhereTorchDoes(int first, int growth) {
        // Given
        double lowest = 1e-3;
        LearningRate rate =
                rate(
                        "cosine_restarts",
                        0.5,
                        complete(
                                        "cosine_restarts",
                                        "{'t0': %d, 'tMult': %d}".formatted(first, growth))
                                .put("minimumRate", lowest),
                        Horizon.of(200, 1));

        int place = 0;
        int cycle = first;
        for (int epoch = 0; epoch < 200; epoch++) {
            // Then
            double expected = lowest + (0.5 - lowest) * (1 + Math.cos(Math.PI * place / cycle)) / 2;
            assertThat(rate.at(epoch, epoch, List.of())).isCloseTo(expected, within(EXACT));
            place++;
            if (place >= cycle) {
                place %= cycle;
                cycle *= growth;
            }
        }
    }

    static Stream<Arguments> restarts() {
        return Stream.of(Arguments.of(10, 1), Arguments.of(10, 2), Arguments.of(1, 3));
    }

    /** test_cosine_annealing_warm_restarts_lr_state: with T_0 = 10 and T_mult = 2, at 10 and 30. */
    @Test
    void cyclesGrow() {
        // When
        LearningRate rate =
                rate(
                        "cosine_restarts",
                        0.05,
                        complete("cosine_restarts", "{'t0': 10, 'tMult': 2}"),
                        Horizon.of(80, 1));

        // Then
        assertThat(IntStream.range(0, 80).filter(epoch -> rate.at(epoch, epoch, List.of()) == 0.05))
                .containsExactly(0, 10, 30, 70);
    }

    @Test
    void cosineFollowsTorchsRecursionAlsoBeyondItsLength() {
        // Given: the chainable form in CosineAnnealingLR.get_lr
        int length = 50;
        double lowest = 1e-4;
        ObjectNode parameters = complete("cosine", "{'tMax': 50, 'minimumRate': 0.0001}");

        // When
        LearningRate cosine = rate("cosine", 0.1, parameters, Horizon.of(130, 1));

        // Then
        double rate = 0.1;
        for (int step = 1; step < 130; step++) {
            rate =
                    (step - 1 - length) % (2 * length) == 0
                            ? rate + (0.1 - lowest) * (1 - Math.cos(Math.PI / length)) / 2
                            : (1 + Math.cos(Math.PI * step / length))
                                            / (1 + Math.cos(Math.PI * (step - 1) / length))
                                            * (rate - lowest)
                                    + lowest;
            assertThat(cosine.at(step, step, List.of())).isCloseTo(rate, within(1e-6 * rate));
        }
    }

    @Test
    void whatIsLeftOutIsTheRestOfTheRun() {
        // Given
        Horizon horizon = Horizon.of(5, 4);
        String warm = "{'interval': 'step', 'warmup': {'length': 10, 'startFactor': 0.5}}";

        for (String name : List.of("cosine", "polynomial", "one_cycle")) {
            // When
            LearningRate rate = rate(name, 1, complete(name, warm), horizon);
            LearningRate alone =
                    rate(name, 1, complete(name, "{'interval': 'step'}"), Horizon.of(1, 10));

            // Then
            for (int step = 0; step < 10; step++) {
                assertThat(rate.at(2, 10 + step, List.of()))
                        .isEqualTo(alone.at(0, step, List.of()));
            }
            assertThatThrownBy(() -> rate(name, 1, complete(name, warm), Horizon.of(2, 5)))
                    .hasMessageContaining("schedule.warmup.length")
                    .hasMessageContaining("1 or more");
        }
    }

    @Test
    void aCycleThatEndsBeforeTheRunIsRefused() {
        // Then: torch raises at the step after
        assertThatThrownBy(() ->
                        rate(
                                "one_cycle",
                                1,
                                complete("one_cycle", "{'totalSteps': 10}"),
                                Horizon.of(3, 4)))
                .hasMessageContaining("schedule.totalSteps 10")
                .hasMessageContaining("12");
    }

    private static double annealed(int sevenths) {
        return 0.5 + (25 - 0.5) / 2.0 * (Math.cos(Math.PI * sevenths / 7.0) + 1);
    }

    private static Arguments of(String name, double initial, String parameters, double... torch) {
        List<Double> numbers = new ArrayList<>();
        for (double number : torch) {
            numbers.add(number);
        }
        return Arguments.of(name, initial, parameters, numbers);
    }

    private static LearningRate rate(
            String name, double initial, ObjectNode parameters, Horizon horizon) {
        return LearningRate.of(Schedules.REGISTRY.named(name), parameters, initial, horizon);
    }

    /** The parameters with the schema's defaults, as a validated spec has them. */
    static ObjectNode complete(String name, String parameters) {
        try {
            ObjectNode given = (ObjectNode) Wire.json().readTree(parameters.replace('\'', '"'));
            Schedules.REGISTRY
                    .named(name)
                    .descriptor()
                    .parameters()
                    .path("properties")
                    .properties()
                    .stream()
                    .filter(each -> !given.has(each.getKey()) && each.getValue().has("default"))
                    .forEach(each -> given.set(each.getKey(), each.getValue().get("default")));
            return given;
        } catch (com.fasterxml.jackson.core.JsonProcessingException mistake) {
            throw new IllegalArgumentException(mistake);
        }
    }
}
