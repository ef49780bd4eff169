package io.trainyard.trainer.evaluation;

import io.trainyard.contract.message.EvaluationReport.Calibration;
import io.trainyard.contract.message.EvaluationReport.Calibration.Bin;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether confidence is deserved: Guo et al., "On Calibration of Modern Neural Networks", ICML
 * 2017, section 2, with the 15 bins of its section 5.
 */
public final class Reliability {
    private static final int BINS = 15;

    private Reliability() {}

    /** The diagram and its expected calibration error. */
    public static Calibration of(Tally tally) {
        long[] images = new long[BINS];
        double[] confidence = new double[BINS];
        long[] right = new long[BINS];
        for (int image = 0; image < tally.images(); image++) {
            int bin = bin(tally.confidence(image));
            images[bin]++;
            confidence[bin] += tally.confidence(image);
            right[bin] += tally.isRight(image) ? 1 : 0;
        }
        double error = 0;
        List<Bin> bins = new ArrayList<>();
        for (int bin = 0; bin < BINS; bin++) {
            double share = Math.max(1, images[bin]);
            bins.add(new Bin(images[bin], confidence[bin] / share, right[bin] / share));
            error += Math.abs(right[bin] - confidence[bin]) / tally.images();
        }
        return new Calibration(error, bins);
    }

    /** The bin ((m - 1) / M, m / M] that a confidence falls into. */
    private static int bin(double confidence) {
        return Math.clamp((int) Math.ceil(confidence * BINS) - 1, 0, BINS - 1);
    }
}
