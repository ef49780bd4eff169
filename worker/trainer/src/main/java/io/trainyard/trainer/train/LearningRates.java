package io.trainyard.trainer.train;

import io.trainyard.contract.spec.ComponentSpec;
import io.trainyard.contract.spec.ExperimentSpec;
import io.trainyard.contract.spec.ExperimentSpec.Kind;
import io.trainyard.trainer.arch.Architecture;
import io.trainyard.trainer.engine.graph.InvalidNetworkException;
import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.engine.graph.TensorShape;
import io.trainyard.trainer.failure.RunFailedException;
import io.trainyard.trainer.optim.Optimizers;
import io.trainyard.trainer.schedule.LearningRate;
import io.trainyard.trainer.schedule.Schedule;
import io.trainyard.trainer.schedule.Schedule.Horizon;
import io.trainyard.trainer.schedule.Schedules;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The learning rates of a run's parameter groups.
 *
 * @param base that of a group whose factor is 1
 * @param groups one a group, in the order of the optimizer's
 * @param watched the epoch metric that the schedule watches, if it watches one
 */
public record LearningRates(
        LearningRate base, List<LearningRate> groups, Optional<String> watched) {
    /** Their number changes no group. */
    private static final int SOME_CLASSES = 10;

    public LearningRates {
        groups = List.copyOf(groups);
    }

    /**
     * The rates under a spec.
     *
     * @param factors of the groups' rates
     * @throws IllegalArgumentException with a sentence where parts of the spec do not go together
     */
    public static LearningRates of(ExperimentSpec spec, List<Double> factors, int stepsPerEpoch) {
        ComponentSpec optimizer = spec.optimizer();
        Horizon horizon = new Horizon(spec.training().epochs(), stepsPerEpoch);
        if (optimizer == null || spec.kind() == Kind.EVALUATE) {
            ComponentSpec none = new ComponentSpec("constant", spec.schedule().parameters());
            return new LearningRates(rate(none, 0, horizon), List.of(), Optional.empty());
        }
        double learningRate =
                Optimizers.REGISTRY.named(optimizer.kind()).learningRate(optimizer.parameters());
        return new LearningRates(
                rate(spec, 1, learningRate, horizon),
                factors.stream()
                        .map(factor -> rate(spec, factor, learningRate, horizon))
                        .toList(),
                LearningRate.watchedMetric(spec.schedule().parameters()));
    }

    /**
     * The rates under a spec whose data are not at hand: the groups are those of the network for
     * its usual images.
     *
     * @throws IllegalArgumentException with a sentence where parts of the spec do not go together
     */
    public static LearningRates ofSpec(ExperimentSpec spec, int stepsPerEpoch) {
        try {
            Architecture architecture = Plan.architecture(spec);
            int size = Plan.inputSize(spec);
            Network network =
                    architecture.build(
                            spec.model().architecture().parameters(),
                            TensorShape.of(architecture.inputChannels(), size, size),
                            SOME_CLASSES);
            Set<String> frozen = Freezing.frozen(network, spec.model().freeze());
            return of(spec, Plan.groups(spec, network, frozen).factors(), stepsPerEpoch);
        } catch (InvalidNetworkException | RunFailedException mismatch) {
            throw new IllegalArgumentException(String.valueOf(mismatch.getMessage()), mismatch);
        }
    }

    /** The rate of each group at one update; see {@link LearningRate#at}. */
    public List<Double> at(int epoch, long step, List<Double> observed) {
        return groups.stream().map(group -> group.at(epoch, step, observed)).toList();
    }

    private static LearningRate rate(
            ExperimentSpec spec, double factor, double learningRate, Horizon horizon) {
        LearningRate rate = rate(spec.schedule(), factor * learningRate, horizon);
        ExperimentSpec.Swa swa = spec.training().swa();
        return swa == null || swa.learningRate() == null
                ? rate
                : rate.until(swa.startEpoch() - 1, factor * swa.learningRate());
    }

    private static LearningRate rate(ComponentSpec named, double initial, Horizon horizon) {
        Schedule schedule = Schedules.REGISTRY.named(named.kind());
        return LearningRate.of(schedule, named.parameters(), initial, horizon);
    }
}
