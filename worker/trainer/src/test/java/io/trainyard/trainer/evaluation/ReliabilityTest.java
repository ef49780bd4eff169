package io.trainyard.trainer.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.trainyard.contract.message.EvaluationReport.Calibration;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

final class ReliabilityTest {
    private static final Offset<Double> EXACT = within(1e-12);

    @Test
    void errorIsTheGapOfEachBinWeightedByItsImages() {
        // Given confidences 0.96 and 0.98, one of them right, in bin 15; 0.7, wrong, in bin 11
        Tally tally = Tallies.ofTwo(new double[] {0.96, 0.98, 0.7}, new int[] {0, 1, 1});

        // When
        Calibration calibration = Reliability.of(tally);

        // Then: 2/3 * |0.5 - 0.97| + 1/3 * |0 - 0.7|
        assertThat(calibration.ece()).isCloseTo(2 / 3.0 * 0.47 + 1 / 3.0 * 0.7, EXACT);
        assertThat(calibration.bins()).hasSize(15);
        assertThat(calibration.bins().get(14).images()).isEqualTo(2);
        assertThat(calibration.bins().get(14).confidence()).isCloseTo(0.97, EXACT);
        assertThat(calibration.bins().get(14).accuracy()).isCloseTo(0.5, EXACT);
        assertThat(calibration.bins().get(10).images()).isEqualTo(1);
        assertThat(calibration.bins().get(0)).isEqualTo(new Calibration.Bin(0, 0, 0));
    }

    @Test
    void binsHoldTheirUpperEdge() {
        // Given certainty, and 0.8 = 12/15
        Tally tally = Tallies.ofTwo(new double[] {1, 0.8}, new int[] {0, 0});

        // When
        Calibration calibration = Reliability.of(tally);

        // Then
        assertThat(calibration.bins().get(14).images()).isEqualTo(1);
        assertThat(calibration.bins().get(11).images()).isEqualTo(1);
        assertThat(calibration.ece()).isCloseTo(0.1, EXACT);
    }

    @Test
    void errorsOfOneBinCancel() {
        // Given four of five right with confidence 0.8: perfectly calibrated
        Tally tally =
                Tallies.ofTwo(new double[] {0.8, 0.8, 0.8, 0.8, 0.8}, new int[] {0, 0, 0, 0, 1});

        // Then
        assertThat(Reliability.of(tally).ece()).isCloseTo(0, EXACT);
    }
}
