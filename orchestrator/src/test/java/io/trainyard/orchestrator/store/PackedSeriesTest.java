package io.trainyard.orchestrator.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.orchestrator.store.PackedSeries.Points;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PackedSeriesTest {
    @Test
    void anySeriesComesBackBitByBit() {
        Points odd =
                new Points(
                        new long[] {0, 1, 1, 7, 3, Long.MAX_VALUE, Long.MIN_VALUE},
                        new double[] {
                            0.1, -0.0, Double.NaN, Double.NEGATIVE_INFINITY, 1e-310, 3, Math.PI
                        });
        Points floats =
                new Points(
                        new long[] {5, 10, 15},
                        new double[] {0.1f, Float.MIN_VALUE, Double.POSITIVE_INFINITY});
        Points none = new Points(new long[0], new double[0]);

        for (Points points : new Points[] {odd, floats, none}) {
            Points back = PackedSeries.unpack(PackedSeries.pack(points));
            assertThat(back.steps()).isEqualTo(points.steps());
            assertThat(
                            LongStream.range(0, back.values().length)
                                    .map(index ->
                                            Double.doubleToRawLongBits(back.values()[(int) index])))
                    .containsExactlyElementsOf(
                            java.util.Arrays.stream(points.values())
                                    .mapToObj(Double::doubleToRawLongBits)
                                    .toList());
        }
    }

    @Test
    void lossesOfAFloatNetworkTakeFewerThanFourBytesAPoint() {
        // Given
        Random random = new Random(1);
        long[] steps = LongStream.rangeClosed(1, 20_000).toArray();
        double[] values =
                LongStream.of(steps)
                        .mapToDouble(step ->
                                (float) (Math.exp(-step / 5_000.0) + random.nextGaussian() / 10))
                        .toArray();

        // Then
        assertThat(PackedSeries.pack(new Points(steps, values)).length / 20_000.0).isLessThan(4);
    }
}
