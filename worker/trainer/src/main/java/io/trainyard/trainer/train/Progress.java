package io.trainyard.trainer.train;

import io.trainyard.trainer.engine.TensorBytes;
import java.util.List;

/**
 * How far a run is: all that a later attempt needs beside the weights and the optimizer's state.
 *
 * @param epoch epochs completed
 * @param step updates made
 * @param watch of the epoch metric
 * @param best the weights of the best epoch, empty where they are the current ones or not needed
 */
record Progress(int epoch, long step, Watch watch, List<TensorBytes> best) {
    Progress {
        best = List.copyOf(best);
    }
}
