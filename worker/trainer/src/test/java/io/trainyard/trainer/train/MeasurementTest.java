package io.trainyard.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class MeasurementTest {
    @Test
    void matrixCountsTrueByPredictedClass() {
        // When
        Measurement measured = measure(3, List.of(0, 1, 1), List.of(0, 2, 1));

        // Then
        assertThat(measured.accuracy()).isEqualTo(2.0 / 3);
        assertThat(measured.matrix())
                .containsExactly(List.of(1L, 0L, 0L), List.of(0L, 1L, 1L), List.of(0L, 0L, 0L));
    }

    @Test
    void matrixOfMoreClassesThanAnEventTakesIsLeftOut() {
        // When
        Measurement measured = measure(1_001, List.of(0, 1_000), List.of(0, 1_000));

        // Then
        assertThat(measured.accuracy()).isEqualTo(1);
        assertThat(measured.lossNats()).isEqualTo(0.5);
        assertThat(measured.matrix()).isEmpty();
    }

    @Test
    void topFiveIsToldWhereItSaysAnything() {
        assertThat(measure(5, List.of(0), List.of(0)).epochValues("validation"))
                .containsOnlyKeys("validation.loss", "validation.accuracy", "validation.macroF1");
        assertThat(measure(6, List.of(0), List.of(1)).epochValues("validation"))
                .containsEntry("validation.top5", 1.0)
                .containsEntry("validation.macroF1", 0.0);
    }

    private static Measurement measure(int classes, List<Integer> labels, List<Integer> predicted) {
        Measurement.Builder builder = new Measurement.Builder(classes);
        for (int image = 0; image < labels.size(); image++) {
            double[] probabilities = new double[classes];
            probabilities[predicted.get(image)] = 1;
            builder.add(labels.get(image), new Prediction.Scored(0.5, probabilities));
        }
        return builder.build();
    }
}
