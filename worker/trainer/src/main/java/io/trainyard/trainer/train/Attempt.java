package io.trainyard.trainer.train;

import io.trainyard.contract.Wire;
import io.trainyard.contract.message.FailureKind;
import io.trainyard.contract.message.RunEvent;
import io.trainyard.contract.message.TrainerCommand.Start;
import io.trainyard.contract.spec.ComponentSpec;
import io.trainyard.contract.spec.ExperimentSpec;
import io.trainyard.contract.spec.ExperimentSpec.Kind;
import io.trainyard.contract.spec.SpecException;
import io.trainyard.contract.spec.SpecValidator;
import io.trainyard.trainer.catalogue.Components;
import io.trainyard.trainer.data.DataRequest;
import io.trainyard.trainer.data.DataRoots;
import io.trainyard.trainer.data.Dataset;
import io.trainyard.trainer.data.DatasetFormats;
import io.trainyard.trainer.data.ImageLoader;
import io.trainyard.trainer.data.ImageSet;
import io.trainyard.trainer.data.Locations;
import io.trainyard.trainer.data.Split;
import io.trainyard.trainer.engine.Libtorch;
import io.trainyard.trainer.engine.TrainableNetwork;
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
import java.util.TreeMap;

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
        try (Dataset dataset = open(spec, locations)) {
            stop.check();
            return execute(Plan.of(spec, dataset), locations);
        }
    }

    private RunEvent.Terminal execute(Plan plan, Locations locations) {
        ExperimentSpec spec = plan.spec();
        Dataset dataset = plan.dataset();
        Libtorch.prepareThread(machine.threads());
        try (TrainableNetwork network = new TrainableNetwork(plan.recipe(), plan.scale());
                BatchFeeder feeder = feeder(plan, spec.evaluation().batchSize())) {
            Evaluator evaluator = new Evaluator(network, feeder, dataset.classes().size(), stop);
            Progress progress = begin(plan, network, locations);
            step = progress.step();
            emitStarted(plan);
            if (spec.kind() != Kind.EVALUATE) {
                progress = train(plan, progress, network, evaluator);
                step = progress.step();
                // Empty where nothing was selected: the newest weights, which the network has, are
                // those of the best checkpoint then. Either way the result belongs to what is kept.
                network.load(progress.best());
            }
            return new RunEvent.Finished(step, measure(dataset, spec.kind(), evaluator));
        }
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
        Instant begin = machine.clock().instant();
        ComponentSpec format = spec.dataset();
        Set<Split> splits =
                spec.kind() == Kind.EVALUATE
                        ? EnumSet.of(Split.VALIDATION, Split.TEST)
                        : EnumSet.allOf(Split.class);
        ImageLoader loader =
                new ImageLoader(machine.decoders(), machine.pixelMemory(), stop::isCancelled);
        Dataset dataset =
                DatasetFormats.REGISTRY
                        .named(format.kind())
                        .open(
                                format.parameters(),
                                new DataRequest(
                                        Plan.inputSize(spec),
                                        splits,
                                        spec.training().seed(),
                                        locations,
                                        loader,
                                        events::warn));
        Duration time = Duration.between(begin, machine.clock().instant());
        events.info(
                "read %s images of %d classes in %.1f s"
                        .formatted(
                                dataset.sizes(), dataset.classes().size(), time.toMillis() / 1e3));
        return dataset;
    }

    private Progress begin(Plan plan, TrainableNetwork network, Locations locations) {
        var earlyStopping = plan.spec().training().earlyStopping();
        Watch watch =
                earlyStopping == null
                        ? Watch.of("validation.accuracy", 0)
                        : Watch.of(earlyStopping.metric(), earlyStopping.minDelta());
        Progress fresh = Progress.none(watch);
        Distilling.load(network, plan, locations, events);
        if (start.resumeFrom() != null) {
            return Checkpoints.resume(Path.of(start.resumeFrom()), network, fresh);
        }
        StartingWeights.apply(
                network,
                plan.recipe().network(),
                plan.spec().model(),
                plan.seed(),
                locations,
                events);
        return fresh;
    }

    private void emitStarted(Plan plan) {
        events.emit(
                new RunEvent.Started(
                        Libtorch.version(),
                        "cpu",
                        plan.recipe().network().parameterCount(),
                        plan.recipe().trainableCount(),
                        plan.dataset().classes(),
                        plan.dataset().sizes(),
                        plan.spec().training().epochs(),
                        plan.stepsPerEpoch(),
                        step));
    }

    private Progress train(
            Plan plan, Progress progress, TrainableNetwork network, Evaluator evaluator) {
        try (BatchFeeder feeder = feeder(plan, plan.spec().training().batchSize())) {
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

    /**
     * Training is judged by the test images, or by the validation ones where there are none; an
     * evaluation by both.
     */
    private Map<String, Double> measure(Dataset dataset, Kind kind, Evaluator evaluator) {
        Map<String, Double> values = new TreeMap<>();
        for (Split split : List.of(Split.TEST, Split.VALIDATION)) {
            ImageSet images = dataset.split(split).orElse(null);
            if (images == null || (kind != Kind.EVALUATE && !values.isEmpty())) {
                continue;
            }
            Measurement measured = evaluator.measure(images);
            values.put(split.label() + ".loss", measured.lossNats());
            values.put(split.label() + ".accuracy", measured.accuracy());
            events.emit(
                    new RunEvent.Evaluated(
                            split.label(),
                            step,
                            measured.lossNats(),
                            measured.accuracy(),
                            dataset.classes(),
                            measured.matrix()));
        }
        return values;
    }

    private BatchFeeder feeder(Plan plan, int batchSize) {
        int images =
                plan.dataset().splits().values().stream().mapToInt(ImageSet::count).max().orElse(1);
        return new BatchFeeder(
                plan.dataset().sample(),
                Math.min(batchSize, images),
                machine.decoders(),
                machine.threads());
    }

    /** What a reader of the weights must know to use them. */
    private static Map<String, String> description(Plan plan) {
        try {
            return Map.of(
                    "format", "pt",
                    "architecture", plan.recipe().network().name(),
                    "classes", Wire.json().writeValueAsString(plan.dataset().classes()),
                    "input", plan.recipe().network().input().toString(),
                    "normalisation",
                            Wire.json().writeValueAsString(plan.spec().input().normalisation()));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
