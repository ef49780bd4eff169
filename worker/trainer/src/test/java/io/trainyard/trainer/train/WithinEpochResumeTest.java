package io.trainyard.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.message.CheckpointRole;
import io.trainyard.contract.message.RunEvent;
import io.trainyard.contract.message.RunEvent.CheckpointWritten;
import io.trainyard.contract.message.RunEvent.EpochEnded;
import io.trainyard.contract.message.RunEvent.Finished;
import io.trainyard.contract.message.RunEvent.Metrics;
import io.trainyard.trainer.fetch.NoNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs of every technique, interrupted in the middle of an epoch. */
class WithinEpochResumeTest {
    /** 1,149 images in batches of 48: 24 steps an epoch, the last of 45. */
    private static final int STEPS = 24;

    @TempDir private Path folder;

    private final List<RunEvent> events = Collections.synchronizedList(new ArrayList<>());

    static Stream<String> techniques() {
        return Stream.of(
                "'clipping': {'norm': 1}",
                "'batchSize': 16, 'accumulation': 3",
                "'ema': {'decay': 0.9, 'every': 2, 'warmup': 5}",
                "'swa': {'startEpoch': 2, 'learningRate': 0.003}",
                "'precision': 'bf16'",
                "'loss': {'kind': 'focal', 'labelSmoothing': 0.1, 'classWeights': 'balanced'}",
                "'earlyStopping': {'metric': 'validation.accuracy', 'patience': 9, 'minDelta': 0.05}");
    }

    @ParameterizedTest
    @MethodSource("techniques")
    void everyTechniqueContinuesAsIfNothingHadHappened(String technique) throws IOException {
        // Given: batch norm, momentum, augmentation, validation images
        ObjectNode spec = spec(technique);

        // Then
        assertContinues(spec);
    }

    @Test
    void distillationContinuesAsIfNothingHadHappened() throws IOException {
        // Given
        run(spec("'epochs': 1"), "teacher", null, 2);
        Path weights =
                Path.of(all(CheckpointWritten.class).getLast().directory(), Checkpoints.MODEL);
        events.clear();
        ObjectNode spec = spec("'epochs': 2");
        ((ObjectNode) spec.path("training"))
                .set(
                        "distillation",
                        Specs.of(
                                "{\"teacher\": {\"architecture\": \"resnet20_cifar\", \"weights\": \"%s\"}}"
                                        .formatted(weights)));

        // Then
        assertContinues(spec);
    }

    /** Either kind is drawn, and not always; with accumulation, each batch mixes by itself. */
    @Test
    void mixingContinuesAsIfNothingHadHappened() throws IOException {
        // Given
        ObjectNode spec = spec("'batchSize': 16, 'accumulation': 3");
        spec.withArray("augmentation")
                .add(Specs.of("{\"kind\": \"mixup_or_cutmix\", \"probability\": 0.8}"));

        // Then
        assertContinues(spec);
    }

    @Test
    void theNumberOfDecodersChangesNothing() throws IOException {
        // Given
        ObjectNode spec = spec("'epochs': 2");

        // When
        run(spec, "one", null, 1);
        Map<Long, CheckpointWritten> one = checkpoints();
        events.clear();
        run(spec, "four", null, 4);

        // Then
        assertThat(checkpoints()).hasSameSizeAs(one);
        for (CheckpointWritten checkpoint : checkpoints().values()) {
            assertSame(checkpoint, one);
        }
    }

    @Test
    void aCheckpointByTimeIsWrittenWhenItIsDue() throws IOException {
        // Given: a clock that never moves is never due
        ObjectNode spec = spec("'epochs': 1");
        ((ObjectNode) spec.path("training")).putObject("checkpointEvery").put("time", "PT1S");

        // When
        run(spec, "still", null, 2, InstantSource.fixed(java.time.Instant.EPOCH));

        // Then
        assertThat(all(CheckpointWritten.class)).hasSize(1);

        // When: each look at the clock takes a second
        events.clear();
        var seconds = new java.util.concurrent.atomic.AtomicLong();
        run(
                spec,
                "moving",
                null,
                2,
                () -> java.time.Instant.ofEpochSecond(seconds.getAndIncrement()));

        // Then: every step but the last, which ends the epoch
        assertThat(all(CheckpointWritten.class)).hasSize(STEPS);
    }

    @Test
    void whatIsSuspendedGoesOnFromTheStepItStoppedAt() throws IOException {
        // Given: a run that is suspended in the middle of its first epoch, where nothing else asks
        // for a checkpoint
        ObjectNode spec = spec("'epochs': 2, 'batchSize': 24, 'accumulation': 2");
        ((ObjectNode) spec.path("training")).remove("checkpointEvery");
        run(spec, "whole", null, 2);
        Map<Long, CheckpointWritten> written = checkpoints();
        events.clear();
        StopSignal stop = new StopSignal(InstantSource.system());
        AtomicInteger looks = new AtomicInteger();
        InstantSource clock =
                () -> {
                    if (looks.incrementAndGet() == 20) {
                        stop.suspend();
                    }
                    return java.time.Instant.EPOCH;
                };

        // When
        RunEvent.Terminal end = run(spec, "suspended", null, 2, clock, stop);

        // Then
        CheckpointWritten last = all(CheckpointWritten.class).getLast();
        assertThat(last.step()).isBetween(2L, STEPS - 1L);
        assertThat(end).isEqualTo(new RunEvent.Cancelled(last.step()));
        assertThat(steps()).hasSize((int) last.step());

        // And
        events.clear();
        run(spec, "later", Path.of(last.directory()), 2);
        assertThat(checkpoints().keySet()).isEqualTo(written.keySet());
        for (CheckpointWritten checkpoint : checkpoints().values()) {
            assertSame(checkpoint, written);
        }
    }

    private void assertContinues(ObjectNode spec) throws IOException {
        // When
        RunEvent.Terminal whole = run(spec, "whole", null, 2);
        Map<Long, CheckpointWritten> written = checkpoints();
        List<EpochEnded> epochs = all(EpochEnded.class);
        int last = epochs.size();
        assertThat(whole).isInstanceOf(Finished.class);
        assertThat(steps())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, (long) last * STEPS).boxed().toList());

        // Steps 7, 14 and 21 of the first epoch, 4, 11 and 18 of the second, ...
        for (long origin : List.of(14L, (last * STEPS - 3L) / 7 * 7)) {
            CheckpointWritten from = Objects.requireNonNull(written.get(origin));
            assertThat(from.roles()).containsExactly(CheckpointRole.LAST);
            events.clear();
            RunEvent.Terminal resumed = run(spec, "from" + origin, Path.of(from.directory()), 2);

            // Then
            assertThat(resumed).isEqualTo(whole);
            assertThat(steps())
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(origin + 1, (long) last * STEPS)
                                    .boxed()
                                    .toList());
            assertThat(measured(all(EpochEnded.class)))
                    .isEqualTo(measured(epochs.subList((int) (origin / STEPS), last)));
            assertThat(checkpoints().keySet())
                    .containsExactlyElementsOf(
                            written.keySet().stream().filter(each -> each > origin).toList());
            for (CheckpointWritten checkpoint : checkpoints().values()) {
                assertSame(checkpoint, written);
            }
        }
    }

    private static void assertSame(CheckpointWritten one, Map<Long, CheckpointWritten> others)
            throws IOException {
        CheckpointWritten other = Objects.requireNonNull(others.get(one.step()));
        assertThat(one.roles()).isEqualTo(other.roles());
        for (String file : one.files()) {
            assertThat(
                            Files.mismatch(
                                    Path.of(one.directory(), file),
                                    Path.of(other.directory(), file)))
                    .as("%s of step %d", file, one.step())
                    .isEqualTo(-1);
        }
    }

    /** All values but the speed. */
    private static List<Map<String, Double>> measured(List<EpochEnded> epochs) {
        return epochs.stream()
                .map(epoch -> {
                    Map<String, Double> values = new HashMap<>(epoch.values());
                    values.remove("imagesPerSecond");
                    return values;
                })
                .toList();
    }

    private static ObjectNode spec(String technique) {
        ObjectNode spec =
                Specs.of(
                        """
                        {"name": "resume", "kind": "train", "dataset": {"kind": "digits", "validationFraction": 0.2},
                         "model": {"architecture": "resnet20_cifar"}, "input": {"size": 8},
                         "augmentation": ["random_crop", "horizontal_flip"],
                         "optimizer": {"kind": "sgd", "learningRate": 0.02, "momentum": 0.9},
                         "schedule": {"kind": "cosine", "interval": "step"},
                         "training": {"batchSize": 48, "seed": 3, "epochs": 3, "checkpointEvery": {"steps": 7}}}
                        """);
        var training = (ObjectNode) spec.path("training");
        var _ = training.setAll(Specs.of("{%s}".formatted(technique.replace('\'', '"'))));
        return spec;
    }

    private RunEvent.Terminal run(
            ObjectNode spec, String name, @Nullable Path resumeFrom, int threads)
            throws IOException {
        return run(spec, name, resumeFrom, threads, InstantSource.system());
    }

    private RunEvent.Terminal run(
            ObjectNode spec,
            String name,
            @Nullable Path resumeFrom,
            int threads,
            InstantSource clock)
            throws IOException {
        return run(spec, name, resumeFrom, threads, clock, new StopSignal(clock));
    }

    private RunEvent.Terminal run(
            ObjectNode spec,
            String name,
            @Nullable Path resumeFrom,
            int threads,
            InstantSource clock,
            StopSignal stop)
            throws IOException {
        Path directory = Files.createDirectory(folder.resolve(name));
        try (ExecutorService decoders = Executors.newFixedThreadPool(threads)) {
            Machine machine = new Machine(1, decoders, 1 << 30, NoNetwork.files(), clock);
            return new Attempt(Specs.start(spec, directory, resumeFrom), machine, events::add, stop)
                    .run();
        }
    }

    private List<Long> steps() {
        return all(Metrics.class).stream().flatMap(each -> each.steps().stream()).toList();
    }

    private Map<Long, CheckpointWritten> checkpoints() {
        Map<Long, CheckpointWritten> byStep = new TreeMap<>();
        all(CheckpointWritten.class).forEach(each -> byStep.put(each.step(), each));
        return byStep;
    }

    private <E extends RunEvent> List<E> all(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
