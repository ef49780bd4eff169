package io.trainyard.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.message.RunEvent;
import io.trainyard.contract.message.RunEvent.CheckpointWritten;
import io.trainyard.contract.message.RunEvent.EpochEnded;
import io.trainyard.contract.message.RunEvent.Finished;
import io.trainyard.contract.message.RunEvent.LogLine;
import io.trainyard.contract.message.RunEvent.Metrics;
import io.trainyard.contract.spec.ExperimentSpec;
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
import io.trainyard.trainer.fetch.NoNetwork;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FrozenFeaturesTest {
    private static final long MEMORY = 1 << 28;

    @TempDir private Path folder;

    private final ExecutorService decoders = Executors.newFixedThreadPool(2);
    private final List<RunEvent> events = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void endThreads() {
        decoders.close();
    }

    static Stream<String> specs() {
        return Stream.of(
                spec("backbone", "[]", ""),
                spec("early", "[]", ", 'ema': {'decay': 0.9}"),
                spec("most", "['random_crop', 'horizontal_flip']", ", 'cachedViews': 2"),
                spec("backbone", "['random_crop']", ""),
                spec("most", "[]", ", 'swa': {'startEpoch': 2}"),
                spec("backbone", "[]", ", 'accumulation': 2"));
    }

    /** The loop with features against the same loop over a feeder of pixels alone. */
    @ParameterizedTest
    @MethodSource("specs")
    void trainsAsWithoutTheCache(String text) throws IOException {
        // Given
        trainOnPixels(Specs.of(text));
        List<Double> losses = losses();
        List<EpochEnded> epochs = all(EpochEnded.class);
        events.clear();

        // When
        assertThat(run(Specs.of(text), "cached", null, MEMORY)).isInstanceOf(Finished.class);

        // Then
        assertThat(lines()).anyMatch(line -> line.contains("is computed once"));
        assertThat(losses()).hasSameSizeAs(losses);
        for (int step = 0; step < losses.size(); step++) {
            assertThat(losses().get(step)).isCloseTo(losses.get(step), within(2e-5));
        }
        for (int epoch = 0; epoch < epochs.size(); epoch++) {
            for (String metric : List.of("train.loss", "validation.loss", "validation.accuracy")) {
                assertThat(all(EpochEnded.class).get(epoch).values().get(metric))
                        .as("%s of epoch %d", metric, epoch + 1)
                        .isCloseTo(epochs.get(epoch).values().get(metric), within(2e-5));
            }
        }
    }

    @Test
    void continuesWithinAnEpochAsIfNothingHadHappened() throws IOException {
        // Given
        ObjectNode spec =
                Specs.of(
                        spec(
                                "backbone",
                                "['random_crop']",
                                ", 'cachedViews': 2, 'checkpointEvery': {'steps': 7}"));
        RunEvent.Terminal whole = run(spec, "whole", null, MEMORY);
        Path last = model(all(CheckpointWritten.class).getLast());
        CheckpointWritten origin =
                all(CheckpointWritten.class).stream()
                        .filter(each -> each.step() == 28)
                        .findFirst()
                        .orElseThrow();

        // When
        events.clear();
        RunEvent.Terminal resumed = run(spec, "resumed", Path.of(origin.directory()), MEMORY);

        // Then
        assertThat(resumed).isEqualTo(whole);
        assertThat(model(all(CheckpointWritten.class).getLast())).hasSameBinaryContentAs(last);
    }

    @Test
    void usesFilesWhereMemoryEndsAndLeavesNone() throws IOException {
        // Given
        ObjectNode spec = Specs.of(spec("backbone", "[]", ""));
        RunEvent.Terminal inMemory = run(spec, "memory", null, MEMORY);
        assertThat(lines()).anyMatch(line -> line.endsWith(" 0.0 MiB on disk"));
        events.clear();

        // When
        RunEvent.Terminal onDisk = run(spec, "disk", null, 0);

        // Then
        assertThat(lines()).anyMatch(line -> line.contains("0.0 MiB in memory, 0.4 MiB on disk"));
        assertThat(onDisk).isEqualTo(inMemory);
        try (Stream<Path> left = Files.list(folder.resolve("disk"))) {
            assertThat(left)
                    .noneMatch(file -> file.getFileName().toString().startsWith("features"));
        }
    }

    @Test
    void roomEndsWithItsLimits() {
        try (FeatureRoom room = new FeatureRoom(folder, 100, 50)) {
            // Then
            assertThat(room.allocate(80)).isPresent();
            assertThat(room.allocate(40)).isPresent();
            assertThat(room.allocate(20)).isPresent();
            assertThat(room.allocate(20)).isEmpty();
            assertThat(room.memoryBytes()).isEqualTo(100);
            assertThat(room.diskBytes()).isEqualTo(40);
        }
    }

    @Test
    void aCancelIsHeededWhileItFills() throws IOException {
        // Given: 1,149 images in batches of 48; the cancel comes with the third batch
        ExperimentSpec spec = complete(Specs.of(spec("backbone", "[]", "")));
        StopSignal stop = new StopSignal(InstantSource.system());
        AtomicInteger prepared = new AtomicInteger();
        try (Dataset dataset = open(spec);
                Arena arena = Arena.ofConfined()) {
            Plan plan = Plan.of(Phase.all(spec).getFirst(), dataset);
            Libtorch.prepareThread(1);
            try (TrainableNetwork network = new TrainableNetwork(plan.recipe(), plan.scale());
                    Feeder pixels = BatchFeeder.of(plan, 48, machine(MEMORY))) {
                FeatureRows rows = new FeatureRows(arena.allocate(1149L * 64 * 4), 64 * 4);
                // Then
                assertThatThrownBy(() ->
                                rows.fill(
                                        plan.dataset().split(Split.TRAIN).orElseThrow(),
                                        pixels,
                                        (image, _) -> {
                                            if (prepared.incrementAndGet() == 2 * 48 + 1) {
                                                stop.cancel();
                                            }
                                            return image;
                                        },
                                        network,
                                        stop))
                        .isInstanceOf(StopSignal.CancelledException.class);
                assertThat(prepared).hasValueLessThan(1149);
            }
        }
    }

    static Stream<Map.Entry<String, String>> obstacles() {
        return Stream.of(
                Map.entry(spec("backbone", "[]", ", 'precision': 'bf16'"), "training.precision"),
                Map.entry(
                        spec("backbone", "[]", "").replace("\"backbone\"", "[\"layer*\"]"),
                        "those in front are trained"));
    }

    @ParameterizedTest
    @MethodSource("obstacles")
    void aLineSaysWhyNothingIsCached(Map.Entry<String, String> obstacle) throws IOException {
        // When
        RunEvent.Terminal end = run(Specs.of(obstacle.getKey()), "run", null, MEMORY);

        // Then
        assertThat(end).isInstanceOf(Finished.class);
        assertThat(lines())
                .anyMatch(line ->
                        line.startsWith("frozen layers are computed in every step: ")
                                && line.contains(obstacle.getValue()))
                .noneMatch(line -> line.contains("is computed once"));
    }

    private static String spec(String freeze, String augmentation, String training) {
        return """
        {'name': 'frozen', 'kind': 'train', 'dataset': {'kind': 'digits', 'validationFraction': 0.2},
         'model': {'architecture': 'resnet20_cifar', 'freeze': '%s'}, 'input': {'size': 8},
         'augmentation': %s, 'optimizer': {'kind': 'sgd', 'learningRate': 0.05, 'momentum': 0.9},
         'training': {'batchSize': 48, 'seed': 3, 'epochs': 3%s}}
        """
                .formatted(freeze, augmentation, training)
                .replace('\'', '"');
    }

    private void trainOnPixels(ObjectNode tree) throws IOException {
        ExperimentSpec spec = complete(tree);
        StopSignal stop = new StopSignal(InstantSource.system());
        try (Dataset dataset = open(spec)) {
            Plan plan = Plan.of(Phase.all(spec).getFirst(), dataset);
            Libtorch.prepareThread(1);
            try (TrainableNetwork network = new TrainableNetwork(plan.recipe(), plan.scale());
                    Feeder measured =
                            BatchFeeder.of(plan, spec.evaluation().batchSize(), machine(MEMORY));
                    Feeder trained =
                            BatchFeeder.of(plan, spec.training().batchSize(), machine(MEMORY))) {
                network.initialise(plan.seed().with("weights"));
                var _ =
                        new TrainingLoop(
                                        plan,
                                        Progress.none(Watch.of("validation.accuracy", 0)),
                                        network,
                                        trained,
                                        new Evaluator(
                                                network, measured, dataset.classes().size(), stop),
                                        new Checkpoints(folder.resolve("pixels"), Map.of()),
                                        events::add,
                                        stop,
                                        InstantSource.system())
                                .run();
            }
        }
    }

    private static ExperimentSpec complete(ObjectNode spec) {
        try {
            return new SpecValidator(Components.catalogue()).validate(spec).spec();
        } catch (SpecException invalid) {
            throw new IllegalArgumentException(invalid);
        }
    }

    private Dataset open(ExperimentSpec spec) {
        Locations locations =
                new Locations(DataRoots.of(List.of("/")), NoNetwork.files(), _ -> {}, () -> false);
        return OpenedData.of(
                spec,
                locations,
                EnumSet.allOf(Split.class),
                new ImageLoader(decoders, MEMORY, () -> false),
                _ -> {});
    }

    private RunEvent.Terminal run(
            ObjectNode spec, String name, @Nullable Path resumeFrom, long memory)
            throws IOException {
        Path directory = Files.createDirectory(folder.resolve(name));
        return new Attempt(
                        Specs.start(spec, directory, resumeFrom),
                        machine(memory),
                        events::add,
                        new StopSignal(InstantSource.system()))
                .run();
    }

    private Machine machine(long memory) {
        return new Machine(1, decoders, memory, NoNetwork.files(), InstantSource.system());
    }

    private static Path model(CheckpointWritten checkpoint) {
        return Path.of(checkpoint.directory(), Checkpoints.MODEL);
    }

    private List<Double> losses() {
        return all(Metrics.class).stream()
                .flatMap(each -> Objects.requireNonNull(each.series().get("train.loss")).stream())
                .toList();
    }

    private List<String> lines() {
        return all(LogLine.class).stream().map(LogLine::message).toList();
    }

    private <E extends RunEvent> List<E> all(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
