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
import io.trainyard.trainer.schedule.Momentum;
import io.trainyard.trainer.schedule.Schedule;
import io.trainyard.trainer.schedule.Schedule.Horizon;
import io.trainyard.trainer.schedule.Schedules;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The learning rates of a run's parameter groups.
 *
 * @param base that of a group whose factor is 1
 * @param groups one a group, in the order of the optimizer's
 * @param momentum of all groups, where the schedule moves it
 * @param watched the epoch metric that the schedule watches, if it watches one
 */
public record LearningRates(
        LearningRate base,
        List<LearningRate> groups,
        Optional<Momentum> momentum,
        Optional<String> watched) {
    /** Their number changes no group. */
    private static final int SOME_CLASSES = 10;

    public LearningRates {
        groups = List.copyOf(groups);
    }

    /**
     * The rates in a phase.
     *
     * @param factors of the groups' rates
     * @param horizon of the whole run
     * @throws IllegalArgumentException with a sentence where parts of the spec do not go together
     */
    static LearningRates of(Phase phase, List<Double> factors, Horizon horizon) {
        ExperimentSpec spec = phase.spec();
        ComponentSpec optimizer = spec.optimizer();
        if (optimizer == null || spec.kind() == Kind.EVALUATE) {
            ComponentSpec none = new ComponentSpec("constant", spec.schedule().parameters());
            return new LearningRates(
                    rate(none, 0, horizon), List.of(), Optional.empty(), Optional.empty());
        }
        double learningRate =
                Optimizers.REGISTRY.named(optimizer.kind()).learningRate(optimizer.parameters());
        return new LearningRates(
                rate(phase, 1, learningRate, horizon),
                factors.stream().map(factor -> rate(phase, factor, learningRate, horizon)).toList(),
                Momentum.of(schedule(spec.schedule()), spec.schedule().parameters(), horizon),
                LearningRate.watchedMetric(spec.schedule().parameters()));
    }

    /**
     * The rates in a phase where the data are not at hand: the groups are those of the network for
     * its usual images.
     *
     * @throws IllegalArgumentException with a sentence where parts of the spec do not go together
     */
    public static LearningRates ofPhase(Phase phase, Horizon horizon) {
        ExperimentSpec spec = phase.spec();
        try {
            Architecture architecture = Plan.architecture(spec);
            int size = Plan.inputSize(spec);
            Network network =
                    architecture.build(
                            spec.model().architecture().parameters(),
                            TensorShape.of(architecture.inputChannels(), size, size),
                            SOME_CLASSES);
            Set<String> frozen = Freezing.frozen(network, phase);
            return of(phase, Plan.groups(spec, network, frozen).factors(), horizon);
        } catch (InvalidNetworkException | RunFailedException mismatch) {
            throw new IllegalArgumentException(String.valueOf(mismatch.getMessage()), mismatch);
        }
    }

    /** The rate of each group at one update; see {@link LearningRate#at}. */
    public List<Double> at(int epoch, long step, List<Double> observed) {
        return groups.stream().map(group -> group.at(epoch, step, observed)).toList();
    }

    /**
     * What a step is given: the rates, and behind them the momentum where the schedule moves it.
     */
    List<Double> arguments(int epoch, long step, List<Double> observed) {
        return Stream.concat(
                        at(epoch, step, observed).stream(),
                        momentum.map(each -> each.at(epoch, step)).stream())
                .toList();
    }

    /** Whether a spec's steps are given the momentum. */
    static boolean movesMomentum(ExperimentSpec spec) {
        return spec.kind() != Kind.EVALUATE
                && Momentum.moves(schedule(spec.schedule()), spec.schedule().parameters());
    }

    private static LearningRate rate(
            Phase phase, double factor, double learningRate, Horizon horizon) {
        ExperimentSpec spec = phase.run();
        LearningRate rate = rate(spec.schedule(), factor * learningRate, horizon);
        ExperimentSpec.Swa swa = spec.training().swa();
        LearningRate whole =
                swa == null || swa.learningRate() == null
                        ? rate
                        : rate.until(swa.startEpoch() - 1, factor * swa.learningRate());
        return whole.times(phase.learningRateFactor());
    }

    private static LearningRate rate(ComponentSpec named, double initial, Horizon horizon) {
        return LearningRate.of(schedule(named), named.parameters(), initial, horizon);
    }

    private static Schedule schedule(ComponentSpec named) {
        return Schedules.REGISTRY.named(named.kind());
    }
}
