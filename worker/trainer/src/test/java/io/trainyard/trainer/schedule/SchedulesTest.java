package io.trainyard.trainer.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.Wire;
import io.trainyard.trainer.schedule.Schedule.Curve;
import io.trainyard.trainer.schedule.Schedule.Horizon;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * Curves against what torch.optim.lr_scheduler of PyTorch 2.13 printed, and against its documented
 * recursions.
 */
class SchedulesTest {
    private static final Offset<Double> EXACT = within(1e-12);
    private static final double RATE = 0.1;

    @Test
    void constantKeepsTheRate() {
        // When
        Curve curve = curve("constant", parameters(), new Horizon(3, 10));

        // Then
        assertThat(curve.rate(0, 0)).isEqualTo(RATE);
        assertThat(curve.rate(2, 29)).isEqualTo(RATE);
    }

    @Test
    void stepGivesTheNumbersOfStepLr() {
        // Given: StepLR(optimizer, step_size=3, gamma=0.5)
        List<Double> torch = List.of(0.1, 0.1, 0.1, 0.05, 0.05, 0.05, 0.025, 0.025);
        ObjectNode parameters =
                parameters().put("stepSize", 3).put("gamma", 0.5).put("interval", "epoch");

        // When
        Curve curve = curve("step", parameters, new Horizon(8, 100));

        // Then
        for (int epoch = 0; epoch < torch.size(); epoch++) {
            assertThat(curve.rate(epoch, epoch * 100L)).isCloseTo(torch.get(epoch), EXACT);
            assertThat(curve.rate(epoch, epoch * 100L + 99)).isCloseTo(torch.get(epoch), EXACT);
        }
    }

    @Test
    void cosineGivesTheNumbersOfCosineAnnealingLr() {
        // Given: CosineAnnealingLR(optimizer, T_max=8, eta_min=0.001)
        List<Double> torch =
                List.of(
                        0.1,
                        0.0962320368593087,
                        0.0855017856687341,
                        0.06944282990207196,
                        0.0505,
                        0.03155717009792806,
                        0.0154982143312659,
                        0.004767963140691306);
        ObjectNode perEpoch = parameters().put("minimumRate", 0.001).put("interval", "epoch");
        ObjectNode perStep = parameters().put("minimumRate", 0.001).put("interval", "step");

        // When
        Curve epochs = curve("cosine", perEpoch, new Horizon(8, 5));
        Curve steps = curve("cosine", perStep, new Horizon(2, 4));

        // Then
        for (int i = 0; i < torch.size(); i++) {
            assertThat(epochs.rate(i, i * 5L + 3)).isCloseTo(torch.get(i), EXACT);
            assertThat(steps.rate(i / 4, i)).isCloseTo(torch.get(i), EXACT);
        }
    }

    @Test
    void cosineFollowsTorchsRecursion() {
        // Given: the chainable form in CosineAnnealingLR.get_lr
        int length = 500;
        double lowest = 1e-4;
        ObjectNode parameters = parameters().put("minimumRate", lowest).put("interval", "step");

        // When
        Curve curve = curve("cosine", parameters, new Horizon(5, 100));

        // Then
        double rate = RATE;
        for (int step = 1; step < length; step++) {
            rate =
                    (1 + Math.cos(Math.PI * step / length))
                                    / (1 + Math.cos(Math.PI * (step - 1) / length))
                                    * (rate - lowest)
                            + lowest;
            assertThat(curve.rate(step / 100, step)).isCloseTo(rate, within(1e-9));
        }
    }

    @Test
    void everyScheduleStartsAtTheOptimizersRateAndStaysPositive() {
        // Given
        Horizon horizon = new Horizon(10, 7);
        ObjectNode required =
                parameters().put("stepSize", 2).put("gamma", 0.1).put("minimumRate", 0.0);

        for (Schedule schedule : Schedules.REGISTRY.all()) {
            // When
            Curve curve =
                    schedule.curve(required.deepCopy().put("interval", "epoch"), RATE, horizon);

            // Then
            assertThat(curve.rate(0, 0)).as(schedule.name()).isCloseTo(RATE, EXACT);
            assertThat(IntStream.range(0, 70).mapToDouble(step -> curve.rate(step / 7, step)))
                    .as(schedule.name())
                    .allMatch(rate -> rate > 0 && rate <= RATE);
        }
    }

    private static Curve curve(String name, ObjectNode parameters, Horizon horizon) {
        return Schedules.REGISTRY.named(name).curve(parameters, RATE, horizon);
    }

    private static ObjectNode parameters() {
        return Wire.json().createObjectNode();
    }
}
