package io.trainyard.trainer.train;

import io.trainyard.contract.spec.ExperimentSpec;
import io.trainyard.contract.spec.ExperimentSpec.Kind;
import io.trainyard.contract.spec.PhaseSpec;
import io.trainyard.trainer.schedule.Schedule.Horizon;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/**
 * Epochs of a run that are alike. A run whose spec has no phases is one.
 *
 * @param run the whole run's spec
 * @param place of the phase in it, from 0
 */
public record Phase(ExperimentSpec run, int place) {
    /** All phases of a run, in order. */
    public static List<Phase> all(ExperimentSpec run) {
        return IntStream.range(0, Math.max(1, written(run).size()))
                .mapToObj(place -> new Phase(run, place))
                .toList();
    }

    /** The phase that a run goes on in, or ended in. */
    static Phase of(ExperimentSpec run, Progress progress) {
        int epoch = progress.isOver(run) ? progress.epoch() : progress.epoch() + 1;
        int last = run.training().epochs();
        return all(run).stream()
                .filter(phase -> Math.min(epoch, last) <= phase.lastEpoch())
                .findFirst()
                .orElseThrow();
    }

    /** The run's spec as it is in this phase. */
    public ExperimentSpec spec() {
        return isOnly() ? run : run.during(written(run).get(place));
    }

    /** The first epoch, counted from 1 over the run. */
    public int firstEpoch() {
        return written(run).stream().limit(place).mapToInt(PhaseSpec::epochs).sum() + 1;
    }

    /** The last epoch. */
    public int lastEpoch() {
        return isOnly()
                ? run.training().epochs()
                : firstEpoch() - 1 + written(run).get(place).epochs();
    }

    /** Of what the schedule says. */
    public double learningRateFactor() {
        return isOnly() ? 1 : written(run).get(place).learningRateFactor();
    }

    /** Whether the run is not divided. */
    public boolean isOnly() {
        return written(run).isEmpty();
    }

    /** Whether a run that has come so far ends with this phase. */
    boolean isLastOf(Progress progress) {
        return progress.isOver(run) || place == all(run).size() - 1;
    }

    /** The phase after it. */
    Phase next() {
        return new Phase(run, place + 1);
    }

    /** Whether an epoch is one of its. */
    boolean contains(int epoch) {
        return firstEpoch() <= epoch && epoch <= lastEpoch();
    }

    /**
     * The length of the whole run.
     *
     * @param stepsPerEpoch under the spec of each phase
     */
    public Horizon horizon(ToLongFunction<ExperimentSpec> stepsPerEpoch) {
        long steps = 0;
        for (Phase phase : all(run)) {
            int epochs = phase.lastEpoch() - phase.firstEpoch() + 1;
            steps += epochs * stepsPerEpoch.applyAsLong(phase.spec());
        }
        return new Horizon(run.training().epochs(), steps);
    }

    /** Where the spec says what is frozen in it. */
    String freezePath() {
        return isOnly() || written(run).get(place).freeze() == null
                ? "model.freeze"
                : path() + ".freeze";
    }

    /** Where the spec has it. */
    String path() {
        return "training.phases[%d]".formatted(place);
    }

    /** {@code phase 2 of 3, epochs 4 to 6}. */
    public String title() {
        return "phase %d of %d, epochs %d to %d"
                .formatted(place + 1, all(run).size(), firstEpoch(), lastEpoch());
    }

    private static List<PhaseSpec> written(ExperimentSpec run) {
        return run.kind() == Kind.EVALUATE ? List.of() : run.training().phases();
    }
}
