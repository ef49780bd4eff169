package io.trainyard.trainer.train;

import io.trainyard.contract.message.RunEvent.Evaluated;
import io.trainyard.trainer.engine.Batch;
import io.trainyard.trainer.engine.TrainableNetwork.BatchResult;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * What an evaluation found.
 *
 * @param lossNats mean over the images
 * @param accuracy share of images whose class came out on top, 0..1
 * @param matrix row = true class, column = predicted class, counts; empty where there are more
 *     classes than {@link Evaluated#MOST_MATRIX_CLASSES}
 */
record Measurement(double lossNats, double accuracy, List<List<Long>> matrix) {
    Measurement {
        matrix = matrix.stream().map(List::copyOf).toList();
    }

    /** Adds up batches. */
    static final class Builder {
        private final long[][] counts;
        private double summedLoss;
        private long correct;
        private long images;

        Builder(int classes) {
            int kept = classes > Evaluated.MOST_MATRIX_CLASSES ? 0 : classes;
            counts = new long[kept][kept];
        }

        Builder add(Batch batch, BatchResult result) {
            summedLoss += result.summedLossNats();
            images += batch.size();
            for (int i = 0; i < batch.size(); i++) {
                int label = batch.label(i);
                int predicted = result.predictions().get(i);
                correct += label == predicted ? 1 : 0;
                if (counts.length > 0) {
                    counts[label][predicted]++;
                }
            }
            return this;
        }

        Measurement build() {
            List<List<Long>> matrix =
                    Arrays.stream(counts).map(row -> LongStream.of(row).boxed().toList()).toList();
            return new Measurement(summedLoss / images, (double) correct / images, matrix);
        }
    }
}
