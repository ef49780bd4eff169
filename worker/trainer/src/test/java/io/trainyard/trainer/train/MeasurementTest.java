package io.trainyard.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.trainer.engine.Batch;
import io.trainyard.trainer.engine.TrainableNetwork.BatchResult;
import io.trainyard.trainer.engine.graph.TensorShape;
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

    private static Measurement measure(int classes, List<Integer> labels, List<Integer> predicted) {
        try (Batch batch = Batch.ofPixels(labels.size(), TensorShape.of(1, 1, 1))) {
            for (int i = 0; i < labels.size(); i++) {
                batch.label(i, labels.get(i));
            }
            return new Measurement.Builder(classes)
                    .add(batch, new BatchResult(0.5 * labels.size(), predicted))
                    .build();
        }
    }
}
