package io.trainyard.trainer.train;

import io.trainyard.trainer.engine.Batch;
import io.trainyard.trainer.engine.TrainableNetwork.BatchResult;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * What an evaluation found.
 *
 * @param lossNats mean over the images
 * @param accuracy share of images whose class came out on top, 0..1
 * @param matrix row = true class, column = predicted class, counts
 */
record Measurement(double lossNats, double accuracy, List<List<Long>> matrix) {
    Measurement {
        matrix = matrix.stream().map(List::copyOf).toList();
    }

    /** Adds up batches. */
    static final class Builder {
        private final long[][] counts;
        private double summedLoss;
        private long images;

        Builder(int classes) {
            counts = new long[classes][classes];
        }

        void add(Batch batch, BatchResult result) {
            summedLoss += result.summedLossNats();
            images += batch.size();
            for (int i = 0; i < batch.size(); i++) {
                counts[batch.label(i)][result.predictions().get(i)]++;
            }
        }

        Measurement build() {
            long correct =
                    IntStream.range(0, counts.length)
                            .mapToLong(label -> counts[label][label])
                            .sum();
            List<List<Long>> matrix =
                    Arrays.stream(counts).map(row -> LongStream.of(row).boxed().toList()).toList();
            return new Measurement(summedLoss / images, (double) correct / images, matrix);
        }
    }
}
