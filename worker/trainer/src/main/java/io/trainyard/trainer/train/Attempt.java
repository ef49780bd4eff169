package io.trainyard.trainer.train;

import io.trainyard.contract.Wire;
import io.trainyard.contract.message.FailureKind;
import io.trainyard.contract.message.RunEvent;
import io.trainyard.contract.message.TrainerCommand.Start;
import io.trainyard.contract.spec.EnsembleSpec;
import io.trainyard.contract.spec.ExperimentSpec;
import io.trainyard.contract.spec.ExperimentSpec.Kind;
import io.trainyard.contract.spec.ExperimentSpec.Model;
import io.trainyard.contract.spec.SpecException;
import io.trainyard.contract.spec.SpecValidator;
import io.trainyard.trainer.catalogue.Components;
import io.trainyard.trainer.data.DataRoots;
import io.trainyard.trainer.data.Dataset;
import io.trainyard.trainer.data.ImageLoader;
import io.trainyard.trainer.data.Locations;
import io.trainyard.trainer.data.Split;
import io.trainyard.trainer.engine.Libtorch;
import io.trainyard.trainer.engine.TrainableNetwork;
import io.trainyard.trainer.evaluation.Views;
import io.trainyard.trainer.failure.RunFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One attempt at a run: from its spec to its last event. */
public final class Attempt {
    private final Start start;
    private final Machine machine;
    private final EventSink events;
    private final StopSignal stop;
    private long step;

    public Attempt(Start start, Machine machine, EventSink events, StopSignal stop) {
        this.start = start;
        this.machine = machine;
        this.events = events;
        this.stop = stop;
    }

    /** Runs it; every outcome, also a fault, is returned as the event to end with. */
    public RunEvent.Terminal run() {
        try {
            return execute();
        } catch (StopSignal.CancelledException cancelled) {
            return new RunEvent.Cancelled(step);
        } catch (RunFailedException failure) {
            return stop.isCancelled()
                    ? new RunEvent.Cancelled(step)
                    : new RunEvent.Failed(failure.kind(), failure.explanation(), step);
        }
    }

    /** The last step it has spoken of. */
    public long step() {
        return step;
    }

    private RunEvent.Terminal execute() {
        ExperimentSpec spec = validated();
        stop.limit(spec.resources().timeLimit());
        Locations locations =
                new Locations(
                        DataRoots.of(start.dataRoots()),
                        machine.files(),
                        events::info,
                        stop::isCancelled);
        EnsembleSpec ensemble = spec.ensemble();
        if (ensemble != null) {
            return evaluate(spec, ensemble, locations);
        }
        return execute(spec, progress(spec), locations);
    }

    /** Phase by phase, each with a network of its own that takes over from the last one's. */
    private RunEvent.Terminal execute(ExperimentSpec spec, Progress begun, Locations locations) {
        Libtorch.prepareThread(machine.threads());
        Progress progress = begun;
        Phase phase = Phase.of(spec, begun);
        step = begun.step();
        @Nullable HandOver left = null;
        try (SizedData data = new SizedData(sized -> open(sized, locations))) {
            Phases.check(spec, data.at(phase.spec()));
            while (true) {
                stop.check();
                Plan plan = Plan.of(phase, data.at(phase.spec()));
                try (TrainableNetwork network = new TrainableNetwork(plan.recipe(), plan.scale());
                        FrozenFeatures frozen =
                                FrozenFeatures.of(
                                        plan,
                                        network,
                                        machine,
                                        Path.of(start.directory()),
                                        events,
                                        stop);
                        Feeder feeder =
                                frozen.over(
                                        BatchFeeder.of(
                                                plan, spec.evaluation().batchSize(), machine),
                                        plan.judge(),
                                        spec.evaluation().batchSize())) {
                    Evaluator evaluator =
                            new Evaluator(network, feeder, plan.dataset().classes().size(), stop);
                    Distilling.load(network, plan, locations, events);
                    if (left == null) {
                        begin(plan, begun, network, locations);
                        emitStarted(plan, List.of(plan));
                    } else {
                        left.to(network);
                    }
                    plan.describe().ifPresent(events::info);
                    if (spec.kind() != Kind.EVALUATE) {
                        progress = train(plan, progress, network, frozen, evaluator);
                        step = progress.step();
                    }
                    if (phase.isLastOf(progress)) {
                        // Empty where nothing was selected: the newest weights, which the network
                        // has, are those of the best checkpoint then. Either way the result belongs
                        // to what is kept.
                        network.load(progress.best());
                        return finish(
                                spec,
                                new Subject.Alone(new Subject.Planned(plan, network), evaluator));
                    }
                    left = HandOver.of(network);
                }
                phase = phase.next();
            }
        }
    }

    private RunEvent.Terminal evaluate(
            ExperimentSpec spec, EnsembleSpec ensemble, Locations locations) {
        Libtorch.prepareThread(machine.threads());
        Set<Split> splits = EnumSet.of(Split.VALIDATION, Split.TEST);
        long pixelMemory = machine.pixelMemory() / OpenEnsemble.sizes(spec, ensemble);
        try (OpenEnsemble open =
                new OpenEnsemble(
                        alone -> open(alone, locations, splits, pixelMemory),
                        locations,
                        machine,
                        events,
                        stop)) {
            List<Ensemble.Member> members = open.open(spec, ensemble);
            List<Plan> plans = members.stream().map(member -> member.planned().plan()).toList();
            emitStarted(plans.getFirst(), plans);
            return finish(
                    spec,
                    Ensemble.of(
                            members,
                            ensemble.combine(),
                            Views.of(spec.evaluation().testTimeAugmentation())));
        }
    }

    private RunEvent.Finished finish(ExperimentSpec spec, Subject subject) {
        ForwardTimer timer = new ForwardTimer(machine.clock(), stop);
        return new RunEvent.Finished(
                step, new FinalEvaluation(spec, subject, timer, events).run(step));
    }

    private ExperimentSpec validated() {
        try {
            return new SpecValidator(Components.catalogue()).validate(start.spec()).spec();
        } catch (SpecException invalid) {
            throw new RunFailedException(
                    FailureKind.SPEC_INVALID, String.valueOf(invalid.getMessage()), invalid);
        }
    }

    private Dataset open(ExperimentSpec spec, Locations locations) {
        Set<Split> splits =
                spec.kind() == Kind.EVALUATE
                        ? EnumSet.of(Split.VALIDATION, Split.TEST)
                        : EnumSet.allOf(Split.class);
        return open(spec, locations, splits, machine.pixelMemory());
    }

    private Dataset open(
            ExperimentSpec spec, Locations locations, Set<Split> splits, long pixelMemory) {
        Instant begin = machine.clock().instant();
        ImageLoader loader = new ImageLoader(machine.decoders(), pixelMemory, stop::isCancelled);
        Dataset dataset = OpenedData.of(spec, locations, splits, loader, events::warn);
        Duration time = Duration.between(begin, machine.clock().instant());
        events.info(
                "read %s images of %d classes in %.1f s"
                        .formatted(
                                dataset.sizes(), dataset.classes().size(), time.toMillis() / 1e3));
        return dataset;
    }

    /** Where the run is before this attempt. */
    private Progress progress(ExperimentSpec spec) {
        var earlyStopping = spec.training().earlyStopping();
        Watch watch =
                earlyStopping == null
                        ? Watch.of("validation.accuracy", 0)
                        : Watch.of(earlyStopping.metric(), earlyStopping.minDelta());
        Progress fresh = Progress.none(watch);
        return start.resumeFrom() == null
                ? fresh
                : Checkpoints.progress(Path.of(start.resumeFrom()), fresh);
    }

    private void begin(
            Plan plan, Progress progress, TrainableNetwork network, Locations locations) {
        if (start.resumeFrom() != null) {
            Checkpoints.restore(
                    Path.of(start.resumeFrom()),
                    network,
                    plan.phase().contains(progress.checkpointEpoch()));
            return;
        }
        Model model = plan.spec().model();
        StartingWeights.apply(
                network,
                plan.recipe().network(),
                plan.spec().kind() == Kind.EVALUATE ? model.keepingHead() : model,
                plan.dataset().classes(),
                plan.seed(),
                locations,
                events);
    }

    private void emitStarted(Plan plan, List<Plan> networks) {
        events.emit(
                new RunEvent.Started(
                        Libtorch.version(),
                        "cpu",
                        networks.stream()
                                .mapToLong(each -> each.recipe().network().parameterCount())
                                .sum(),
                        networks.stream().mapToLong(each -> each.recipe().trainableCount()).sum(),
                        plan.dataset().classes(),
                        plan.dataset().sizes(),
                        plan.spec().training().epochs(),
                        plan.spec().kind() == Kind.EVALUATE ? 0 : plan.stepsPerEpoch(),
                        plan.spec().kind() == Kind.EVALUATE ? 0 : plan.steps(),
                        step));
    }

    private Progress train(
            Plan plan,
            Progress progress,
            TrainableNetwork network,
            FrozenFeatures frozen,
            Evaluator evaluator) {
        int batchSize = plan.spec().training().batchSize();
        try (Feeder feeder =
                frozen.over(BatchFeeder.of(plan, batchSize, machine), Split.TRAIN, batchSize)) {
            EventSink counting =
                    event -> {
                        Long last = event.lastStep();
                        step = last == null ? step : last;
                        events.emit(event);
                    };
            Checkpoints checkpoints =
                    new Checkpoints(Path.of(start.directory()), description(plan));
            return new TrainingLoop(
                            plan,
                            progress,
                            network,
                            feeder,
                            evaluator,
                            checkpoints,
                            counting,
                            stop,
                            machine.clock())
                    .run();
        }
    }

    /** What a reader of the weights must know to use them. */
    private static Map<String, String> description(Plan plan) {
        try {
            return Map.of(
                    "format", "pt",
                    "architecture", plan.recipe().network().name(),
                    "parameters",
                            Wire.json()
                                    .writeValueAsString(
                                            plan.spec().model().architecture().parameters()),
                    "classes", Wire.json().writeValueAsString(plan.dataset().classes()),
                    "input", plan.recipe().network().input().toString(),
                    "normalisation",
                            Wire.json().writeValueAsString(Plan.normalisation(plan.spec())));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
