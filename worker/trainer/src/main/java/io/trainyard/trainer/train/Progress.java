package io.trainyard.trainer.train;

import io.trainyard.contract.spec.ExperimentSpec;
import io.trainyard.trainer.engine.TensorBytes;
import java.util.List;

/**
 * How far a run is: all that a later attempt needs beside the weights and the optimizer's state.
 *
 * @param epoch epochs completed
 * @param step updates made
 * @param part of the epoch after them
 * @param watch of the epoch metric
 * @param observed the metric that the schedule watches, after each epoch; empty where it watches
 *     none
 * @param best the weights of the best epoch, empty where they are the current ones or not needed
 */
record Progress(
        int epoch,
        long step,
        EpochPart part,
        Watch watch,
        List<Double> observed,
        List<TensorBytes> best) {
    Progress {
        observed = List.copyOf(observed);
        best = List.copyOf(best);
    }

    /** Whether the last epoch is behind, or early stopping has made it so. */
    boolean isOver(ExperimentSpec spec) {
        return epoch >= spec.training().epochs()
                || watch.isExhausted(spec.training().earlyStopping());
    }

    /** The epoch that its checkpoint was written in, from 1; 0 before the first. */
    int checkpointEpoch() {
        return part.images() > 0 ? epoch + 1 : epoch;
    }

    /** A run that has not begun. */
    static Progress none(Watch watch) {
        return new Progress(0, 0, EpochPart.NONE, watch, List.of(), List.of());
    }
}
