package io.trainyard.trainer.train;

import io.trainyard.contract.spec.EnsembleSpec;
import io.trainyard.contract.spec.ExperimentSpec;
import io.trainyard.trainer.data.Dataset;
import io.trainyard.trainer.data.Locations;
import io.trainyard.trainer.engine.TrainableNetwork;
import io.trainyard.trainer.failure.RunFailedException;
import io.trainyard.trainer.image.Fit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The members of an ensemble, each loaded as a run of its own would load it. Members whose inputs
 * have the same size share the dataset.
 */
final class OpenEnsemble implements AutoCloseable {
    private final Function<ExperimentSpec, Dataset> datasets;
    private final Locations locations;
    private final Machine machine;
    private final EventSink events;
    private final StopSignal stop;
    private final Map<Fit, Dataset> byFit = new HashMap<>();
    private final Deque<Runnable> closers = new ArrayDeque<>();
    private final List<Ensemble.Member> members = new ArrayList<>();

    /**
     * Opens all of them; {@link #close} is to be called even where this fails.
     *
     * @param datasets opens the dataset of a member's spec
     */
    OpenEnsemble(
            Function<ExperimentSpec, Dataset> datasets,
            Locations locations,
            Machine machine,
            EventSink events,
            StopSignal stop) {
        this.datasets = datasets;
        this.locations = locations;
        this.machine = machine;
        this.events = events;
        this.stop = stop;
    }

    /** How many ways its members bring images to size: as many datasets are opened. */
    static int sizes(ExperimentSpec spec, EnsembleSpec ensemble) {
        return Math.toIntExact(
                ensemble.members().stream()
                        .map(member -> Plan.fit(alone(spec, member)))
                        .distinct()
                        .count());
    }

    /** The members in the spec's order. */
    List<Ensemble.Member> open(ExperimentSpec spec, EnsembleSpec ensemble) {
        for (int place = 0; place < ensemble.members().size(); place++) {
            stop.check();
            EnsembleSpec.Member member = ensemble.members().get(place);
            try {
                members.add(open(alone(spec, member), member.name()));
            } catch (RunFailedException failure) {
                throw new RunFailedException(
                        failure.kind(),
                        "ensemble.members[%d]: %s".formatted(place, failure.explanation()),
                        failure);
            }
        }
        return members;
    }

    private Ensemble.Member open(ExperimentSpec spec, String name) {
        Dataset dataset =
                byFit.computeIfAbsent(
                        Plan.fit(spec),
                        _ -> {
                            Dataset opened = datasets.apply(spec);
                            closers.push(opened::close);
                            return opened;
                        });
        Plan plan = Plan.of(Phase.all(spec).getFirst(), dataset);
        TrainableNetwork network = new TrainableNetwork(plan.recipe(), plan.scale());
        closers.push(network::close);
        StartingWeights.apply(
                network,
                plan.recipe().network(),
                spec.model(),
                dataset.classes(),
                plan.seed(),
                locations,
                events);
        BatchFeeder feeder = BatchFeeder.of(plan, spec.evaluation().batchSize(), machine);
        closers.push(feeder::close);
        return new Ensemble.Member(
                name,
                new Subject.Planned(plan, network),
                new Evaluator(network, feeder, dataset.classes().size(), stop));
    }

    private static ExperimentSpec alone(ExperimentSpec spec, EnsembleSpec.Member member) {
        return spec.about(member.model(), Optional.ofNullable(member.input()).orElse(spec.input()));
    }

    @Override
    public void close() {
        closers.forEach(Runnable::run);
        closers.clear();
    }
}
