package io.trainyard.trainer.train;

import io.trainyard.contract.spec.ExperimentSpec.EarlyStopping;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The watched epoch metric: which checkpoint is best, and when training no longer improves.
 *
 * @param metric an epoch metric; one that ends in {@code loss} improves downwards
 * @param minDelta the smallest change that counts
 * @param best the best value so far; NaN before the first epoch
 * @param staleEpochs epochs since
 */
record Watch(String metric, double minDelta, double best, int staleEpochs) {
    static Watch of(String metric, double minDelta) {
        return new Watch(metric, minDelta, Double.NaN, 0);
    }

    /**
     * The watch after another epoch. Where the metric is not measured, as in a run without
     * validation images, every epoch counts as the best: the newest does.
     */
    Watch observe(Map<String, Double> values) {
        Double value = values.get(metric);
        if (value == null) {
            return of(metric, minDelta);
        }
        double gain = metric.endsWith("loss") ? best - value : value - best;
        boolean improved = Double.isNaN(best) || gain > minDelta;
        return improved
                ? new Watch(metric, minDelta, value, 0)
                : new Watch(metric, minDelta, best, staleEpochs + 1);
    }

    /** Whether training is to stop before its last epoch. */
    boolean isExhausted(@Nullable EarlyStopping earlyStopping) {
        return earlyStopping != null && staleEpochs >= earlyStopping.patience();
    }

    /** Whether the last epoch observed was the best. */
    boolean improved() {
        return staleEpochs == 0;
    }
}
