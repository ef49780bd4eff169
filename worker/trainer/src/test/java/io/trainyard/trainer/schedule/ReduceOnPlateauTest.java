package io.trainyard.trainer.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trainyard.trainer.schedule.Schedule.Horizon;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * test_reduce_lr_on_plateau1 to 8 of PyTorch's test/optim/test_lrscheduler.py, which look at the
 * rate after each observation.
 */
class ReduceOnPlateauTest {
    static Stream<Arguments> tests() {
        return Stream.of(
                Arguments.of(
                        "{'thresholdMode': 'abs', 'threshold': 0.01, 'patience': 5, 'cooldown': 5}",
                        numbers(20, i -> 10 - i * 0.0167),
                        rates(20, 0.5)),
                Arguments.of(
                        "{'thresholdMode': 'abs', 'threshold': 0.1, 'patience': 5, 'cooldown': 0}",
                        numbers(22, i -> 10 - i * 0.0165),
                        rates(6, 0.5, 7, 0.05, 7, 0.005, 2, 0.0005)),
                Arguments.of(
                        "{'metric': 'validation.accuracy', 'thresholdMode': 'abs', 'patience': 5, 'cooldown': 5}",
                        numbers(22, i -> i < 2 ? -0.8 : -0.234),
                        rates(8, 0.5, 11, 0.05, 3, 0.005)),
                Arguments.of(
                        "{'metric': 'validation.accuracy', 'threshold': 0.1, 'patience': 3}",
                        numbers(20, i -> 1.5 * Math.pow(1.025, i)),
                        rates(20, 0.5)),
                Arguments.of(
                        "{'metric': 'validation.accuracy', 'threshold': 0.1, 'patience': 5, 'cooldown': 5}",
                        numbers(20, i -> 1.5 * Math.pow(1.005, i)),
                        rates(6, 0.5, 11, 0.05, 3, 0.005)),
                Arguments.of(
                        "{'threshold': 0.1}",
                        numbers(20, i -> 1.5 * Math.pow(0.85, i)),
                        rates(20, 0.5)),
                Arguments.of(
                        "{'threshold': 0.1, 'patience': 5, 'cooldown': 5}",
                        numbers(20, i -> i < 7 ? 1 : i == 7 ? 0.6 : 0.5),
                        rates(6, 0.5, 11, 0.05, 3, 0.005)),
                Arguments.of(
                        "{'metric': 'validation.accuracy', 'threshold': 0.1, 'patience': 5, 'cooldown': 5,"
                                + " 'minimumRate': 0.4}",
                        numbers(20, i -> 1.5 * Math.pow(1.005, i)),
                        rates(6, 0.5, 14, 0.4)));
    }

    @ParameterizedTest
    @MethodSource("tests")
    void reducesWhereTorchDoes(String parameters, List<Double> observed, List<Double> torch) {
        // When
        LearningRate rate = rate(parameters, 0.5, observed.size());

        // Then
        assertThat(rate.at(0, 0, List.of())).isEqualTo(0.5);
        for (int epoch = 1; epoch <= observed.size(); epoch++) {
            assertThat(rate.at(epoch, epoch * 3L, observed.subList(0, epoch)))
                    .as("after epoch %d", epoch)
                    .isCloseTo(torch.get(epoch - 1), within(1e-12));
        }
    }

    /** ReduceLROnPlateau._reduce_lr: {@code if old_lr - new_lr > self.eps}. */
    @Test
    void aReductionOfNoMoreThanEpsilonIsNotMade() {
        // Given
        List<Double> observed = Collections.nCopies(9, 1.0);

        // When
        LearningRate rate = rate("{'patience': 0, 'factor': 0.5, 'epsilon': 0.125}", 1, 9);

        // Then
        assertThat(IntStream.range(0, 7).mapToDouble(e -> rate.at(e, e, observed.subList(0, e))))
                .containsExactly(1.0, 1.0, 0.5, 0.25, 0.25, 0.25, 0.25);
    }

    @Test
    void watchesFromTheEndOfItsWarmUp() {
        // Given: a loss that never falls
        List<Double> observed = Collections.nCopies(9, 1.0);
        String parameters =
                "{'patience': 1, 'factor': 0.5, 'warmup': {'length': 4, 'startFactor': 0.2}}";

        // When
        LearningRate rate = rate(parameters, 1, 10);

        // Then
        double[] rates =
                IntStream.range(0, 9)
                        .mapToDouble(e -> rate.at(e, e, observed.subList(0, e)))
                        .toArray();
        assertThat(rates)
                .containsExactly(
                        new double[] {0.2, 0.4, 0.6, 0.8, 1, 1, 1, 0.5, 0.5}, within(1e-12));
    }

    private static LearningRate rate(String parameters, double initial, int epochs) {
        return LearningRate.of(
                Schedules.REGISTRY.named("reduce_on_plateau"),
                SchedulesTest.complete("reduce_on_plateau", parameters),
                initial,
                Horizon.of(epochs, 3));
    }

    private static List<Double> numbers(int count, IntToDoubleFunction number) {
        return IntStream.range(0, count).mapToDouble(number).boxed().toList();
    }

    /** Counts and rates in turn. */
    private static List<Double> rates(double... countsAndRates) {
        List<Double> rates = new ArrayList<>();
        for (int place = 0; place < countsAndRates.length; place += 2) {
            double rate = countsAndRates[place + 1];
            DoubleStream.generate(() -> rate)
                    .limit((long) countsAndRates[place])
                    .forEach(rates::add);
        }
        return rates;
    }
}
