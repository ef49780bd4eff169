package io.trainyard.trainer.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.Wire;
import io.trainyard.trainer.component.Parameters;
import io.trainyard.trainer.schedule.Schedule.Horizon;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What OneCycleLR of PyTorch 2.13 sets as the momentum. */
class MomentumTest {
    private static final Schedule ONE_CYCLE = Schedules.REGISTRY.named("one_cycle");

    static Stream<Arguments> cycles() {
        return Stream.of(
                Arguments.of(
                        defaults(),
                        new double[] {
                            0.95,
                            0.8999999999999999,
                            0.85,
                            0.854951556604879,
                            0.8688255099070633,
                            0.8888739533021842,
                            0.9111260466978157,
                            0.9311744900929366,
                            0.945048443395121,
                            0.95
                        }),
                Arguments.of(
                        defaults()
                                .put("annealStrategy", "linear")
                                .put("threePhase", true)
                                .put("pctStart", 0.4),
                        new double[] {
                            0.95,
                            0.9166666666666666,
                            0.8833333333333333,
                            0.85,
                            0.8833333333333333,
                            0.9166666666666666,
                            0.95,
                            0.95,
                            0.95,
                            0.95
                        }),
                Arguments.of(
                        defaults()
                                .put("baseMomentum", 0.5)
                                .put("maxMomentum", 0.9)
                                .put("pctStart", 0.25),
                        new double[] {
                            0.9,
                            0.5022338347549743,
                            0.5533896256340347,
                            0.6554958132087372,
                            0.773068204873279,
                            0.8652477548631989,
                            0.9
                        }));
    }

    @ParameterizedTest
    @MethodSource("cycles")
    void cyclesAsTorchDoes(ObjectNode parameters, double[] torch) {
        // When
        Momentum momentum =
                Momentum.of(ONE_CYCLE, parameters, Horizon.of(1, torch.length)).orElseThrow();

        // Then
        for (int step = 0; step < torch.length; step++) {
            assertThat(momentum.at(0, step)).isCloseTo(torch[step], within(1e-12));
        }
    }

    /** SequentialLR leaves the momentum where OneCycleLR's constructor put it. */
    @Test
    void aWarmUpHasTheFirstMomentum() {
        // Given
        ObjectNode warm = defaults();
        var _ = warm.putObject("warmup").put("length", 3).put("startFactor", 0.5);

        // When
        Momentum late = Momentum.of(ONE_CYCLE, warm, Horizon.of(1, 13)).orElseThrow();
        Momentum alone = Momentum.of(ONE_CYCLE, defaults(), Horizon.of(1, 10)).orElseThrow();

        // Then
        for (int step = 0; step < 3; step++) {
            assertThat(late.at(0, step)).isEqualTo(0.95);
        }
        for (int step = 0; step < 10; step++) {
            assertThat(late.at(0, 3 + step)).isEqualTo(alone.at(0, step));
        }
    }

    @Test
    void nothingElseMovesIt() {
        for (Schedule schedule : Schedules.REGISTRY.all()) {
            ObjectNode parameters =
                    schedule == ONE_CYCLE ? defaults() : Wire.json().createObjectNode();
            assertThat(Momentum.moves(schedule, parameters)).isEqualTo(schedule == ONE_CYCLE);
        }
        assertThat(Momentum.moves(ONE_CYCLE, defaults().put("cycleMomentum", false))).isFalse();
    }

    private static ObjectNode defaults() {
        return Parameters.defaults(ONE_CYCLE.descriptor());
    }
}
