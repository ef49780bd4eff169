package io.trainyard.trainer.preview;

import io.trainyard.contract.spec.ExperimentSpec;
import io.trainyard.trainer.schedule.LearningRate;
import io.trainyard.trainer.schedule.Schedule.Horizon;
import io.trainyard.trainer.train.LearningRates;
import io.trainyard.trainer.train.Phase;
import java.util.ArrayList;
import java.util.List;

/**
 * The learning rates of one phase.
 *
 * @param phase whose they are
 * @param rates as the training loop asks them
 * @param stepsPerEpoch updates an epoch
 * @param firstStep updates before the phase
 * @param rowsPerEpoch 1, or the steps where the schedule counts them
 * @param firstRow rows before the phase
 */
record PhaseRates(
        Phase phase,
        LearningRates rates,
        long stepsPerEpoch,
        long firstStep,
        long rowsPerEpoch,
        long firstRow) {
    /**
     * All phases of a run, in order.
     *
     * @param stepsPerEpoch with the run's own batch size; larger batches of a phase take fewer
     * @throws IllegalArgumentException with a sentence where parts of the spec do not go together
     */
    static List<PhaseRates> of(ExperimentSpec run, int stepsPerEpoch) {
        boolean countsSteps = LearningRate.countsSteps(run.schedule().parameters());
        long batch = run.training().batchSize();
        List<PhaseRates> all = new ArrayList<>();
        long step = 0;
        long row = 0;
        for (Phase phase : Phase.all(run)) {
            Horizon horizon = phase.horizon(spec -> steps(spec, stepsPerEpoch * batch));
            long steps = steps(phase.spec(), stepsPerEpoch * batch);
            long rows = countsSteps ? steps : 1;
            all.add(
                    new PhaseRates(
                            phase, LearningRates.ofPhase(phase, horizon), steps, step, rows, row));
            step += steps * epochs(phase);
            row += rows * epochs(phase);
        }
        return all;
    }

    /** The row after its last. */
    long endRow() {
        return firstRow + rowsPerEpoch * epochs(phase);
    }

    /** Epochs before that of a row, over the run. */
    int epoch(long row) {
        return Math.toIntExact(phase.firstEpoch() - 1 + (row - firstRow) / rowsPerEpoch);
    }

    /** Updates before a row, over the run. */
    long step(long row) {
        long epochs = (row - firstRow) / rowsPerEpoch;
        return firstStep + epochs * stepsPerEpoch + (row - firstRow) % rowsPerEpoch;
    }

    /** Such as {@code phase 1 of 2, epochs 1 to 3: 50 steps an epoch, rate times 0.5}. */
    String describe() {
        return "%s: %d steps an epoch, rate times %s"
                .formatted(phase.title(), stepsPerEpoch, phase.learningRateFactor());
    }

    private static long steps(ExperimentSpec spec, long imagesPerAccumulation) {
        return Math.ceilDiv(imagesPerAccumulation, (long) spec.training().batchSize());
    }

    private static int epochs(Phase phase) {
        return phase.lastEpoch() - phase.firstEpoch() + 1;
    }
}
