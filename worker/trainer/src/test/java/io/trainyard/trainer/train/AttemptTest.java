package io.trainyard.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.message.CheckpointRole;
import io.trainyard.contract.message.FailureKind;
import io.trainyard.contract.message.RunEvent;
import io.trainyard.contract.message.RunEvent.CheckpointWritten;
import io.trainyard.contract.message.RunEvent.EpochEnded;
import io.trainyard.contract.message.RunEvent.Evaluated;
import io.trainyard.contract.message.RunEvent.Failed;
import io.trainyard.contract.message.RunEvent.Finished;
import io.trainyard.contract.message.RunEvent.LogLine;
import io.trainyard.contract.message.RunEvent.Metrics;
import io.trainyard.contract.message.RunEvent.Started;
import io.trainyard.trainer.fetch.NoNetwork;
import io.trainyard.trainer.weights.InvalidWeightsException;
import io.trainyard.trainer.weights.Safetensors;
import io.trainyard.trainer.weights.SafetensorsReader;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AttemptTest {
    @TempDir private Path folder;

    private final ExecutorService decoders = Executors.newFixedThreadPool(2);
    private final List<RunEvent> events = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void endThreads() {
        decoders.close();
    }

    @Test
    void reportsEveryStepEveryEpochAndTheResult() throws IOException {
        // Given
        ObjectNode spec = with(Specs.digits(), "training.epochs", 2);

        // When
        RunEvent.Terminal end = run(spec, "run", null);

        // Then
        Started started = only(Started.class);
        assertThat(started.parameters()).isEqualTo(44_426);
        assertThat(started.samples()).containsEntry("train", 1437).containsEntry("test", 360);
        assertThat(started.stepsPerEpoch()).isEqualTo(45);
        assertThat(all(Metrics.class).stream().flatMap(metrics -> metrics.steps().stream()))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 90).boxed().toList());
        assertThat(all(EpochEnded.class)).extracting(EpochEnded::step).containsExactly(45L, 90L);
        Evaluated evaluated = only(Evaluated.class);
        assertThat(evaluated.split()).isEqualTo("test");
        assertThat(
                        evaluated.matrix().stream()
                                .flatMap(List::stream)
                                .mapToLong(Long::longValue)
                                .sum())
                .isEqualTo(360);
        assertThat(end)
                .isInstanceOfSatisfying(
                        Finished.class,
                        finished ->
                                assertThat(finished.values())
                                        .containsEntry("test.accuracy", evaluated.accuracy()));
    }

    @Test
    void continuesFromACheckpointAsIfNothingHadHappened() throws IOException {
        // Given: batch norm, momentum, augmentation, a partial last batch, and a best epoch before
        // the last
        ObjectNode spec =
                Specs.of(
                        """
                        {"name": "resume", "kind": "train", "dataset": {"kind": "digits", "validationFraction": 0.2},
                         "model": {"architecture": "resnet20_cifar"}, "input": {"size": 10},
                         "augmentation": ["random_crop", "horizontal_flip"],
                         "optimizer": {"kind": "adamw", "learningRate": 0.01},
                         "schedule": {"kind": "cosine", "interval": "step"},
                         "training": {"epochs": 4, "batchSize": 96, "seed": 3,
                                      "earlyStopping": {"metric": "validation.loss", "patience": 50, "minDelta": 0.3}}}
                        """);
        RunEvent.Terminal uninterrupted = run(spec, "whole", null);
        List<CheckpointWritten> whole = all(CheckpointWritten.class);
        assertThat(whole.getLast().roles()).containsExactly(CheckpointRole.LAST);
        CheckpointWritten best =
                whole.stream()
                        .filter(each -> each.roles().contains(CheckpointRole.BEST))
                        .toList()
                        .getLast();

        for (CheckpointWritten origin : List.of(whole.getFirst(), best)) {
            events.clear();

            // When
            RunEvent.Terminal resumed =
                    run(spec, "from" + origin.epoch(), Path.of(origin.directory()));

            // Then
            assertThat(resumed).isEqualTo(uninterrupted);
            assertThat(only(Started.class).resumedFrom()).isEqualTo(origin.step());
            assertThat(all(Metrics.class).getFirst().steps().getFirst())
                    .isEqualTo(origin.step() + 1);
            for (CheckpointWritten checkpoint : all(CheckpointWritten.class)) {
                assertSameFiles(checkpoint, whole.get(checkpoint.epoch() - 1));
            }
        }
    }

    @Test
    void withoutValidationImagesEveryCheckpointIsTheBestAndHasThePrintedAccuracy()
            throws IOException {
        // Given
        ObjectNode spec = with(Specs.digits(), "training.epochs", 5);

        // When
        Finished trained = (Finished) run(spec, "whole", null);

        // Then
        assertThat(all(EpochEnded.class))
                .allSatisfy(epoch ->
                        assertThat(epoch.values())
                                .containsKeys("test.loss", "test.accuracy")
                                .doesNotContainKeys("validation.loss", "validation.accuracy"));
        List<CheckpointWritten> checkpoints = all(CheckpointWritten.class);
        assertThat(checkpoints)
                .hasSize(5)
                .allSatisfy(checkpoint ->
                        assertThat(checkpoint.roles())
                                .containsExactlyInAnyOrder(
                                        CheckpointRole.BEST, CheckpointRole.LAST));
        assertThat(evaluated(checkpoints.getLast(), "again")).isEqualTo(trained.values());

        // When
        events.clear();
        CheckpointWritten origin = checkpoints.get(1);
        RunEvent.Terminal resumed = run(spec, "resumed", Path.of(origin.directory()));

        // Then
        assertThat(resumed).isEqualTo(trained);
        assertThat(all(Metrics.class).getFirst().steps()).startsWith(origin.step() + 1);
        for (CheckpointWritten checkpoint : all(CheckpointWritten.class)) {
            assertSameFiles(checkpoint, checkpoints.get(checkpoint.epoch() - 1));
        }
    }

    @Test
    void withValidationImagesTheBestCheckpointHasThePrintedAccuracy() throws IOException {
        // Given: no accuracy can improve by 2, so the first epoch stays the best
        ObjectNode spec = with(withValidation(Specs.digits()), "training.epochs", 3);
        ((ObjectNode) spec.path("training"))
                .putObject("earlyStopping")
                .put("metric", "validation.accuracy")
                .put("patience", 10)
                .put("minDelta", 2);

        // When
        Finished trained = (Finished) run(spec, "selecting", null);

        // Then
        List<CheckpointWritten> checkpoints = all(CheckpointWritten.class);
        assertThat(all(EpochEnded.class))
                .allSatisfy(epoch ->
                        assertThat(epoch.values())
                                .containsKey("validation.accuracy")
                                .doesNotContainKey("test.accuracy"));
        assertThat(evaluated(checkpoints.getFirst(), "best")).isEqualTo(trained.values());
        assertThat(evaluated(checkpoints.getLast(), "last")).isNotEqualTo(trained.values());
    }

    /** What an evaluation of a checkpoint's weights gives on the digits' test images. */
    private Map<String, Double> evaluated(CheckpointWritten checkpoint, String name)
            throws IOException {
        ObjectNode spec =
                Specs.of("{\"name\": \"e\", \"kind\": \"evaluate\", \"dataset\": \"digits\"}");
        spec.putObject("model")
                .put("architecture", "lenet5")
                .put("weights", Path.of(checkpoint.directory(), Checkpoints.MODEL).toString());
        return ((Finished) run(spec, name, null)).values();
    }

    private static ObjectNode withValidation(ObjectNode digits) {
        digits.putObject("dataset").put("kind", "digits").put("validationFraction", 0.2);
        return digits;
    }

    private static void assertSameFiles(CheckpointWritten one, CheckpointWritten other)
            throws IOException {
        assertThat(one.roles()).isEqualTo(other.roles());
        for (String file : one.files()) {
            assertThat(
                            Files.mismatch(
                                    Path.of(one.directory(), file),
                                    Path.of(other.directory(), file)))
                    .as("%s of epoch %d", file, one.epoch())
                    .isEqualTo(-1);
        }
    }

    @Test
    void aCheckpointOfAnotherRunIsRefused() throws IOException {
        // Given
        ObjectNode spec = with(Specs.digits(), "training.epochs", 1);
        run(spec, "sgd", null);
        Path checkpoint = Path.of(only(CheckpointWritten.class).directory());
        spec.putObject("optimizer").put("kind", "adam");

        // When
        RunEvent.Terminal end = run(spec, "adam", checkpoint);

        // Then
        assertFailed(end, FailureKind.WEIGHTS_INVALID, "checkpoint to continue from");
    }

    @Test
    void finetuningTheHeadLeavesTheBackboneAlone() throws IOException, InvalidWeightsException {
        // Given
        ObjectNode pretraining = with(Specs.digits(), "training.epochs", 1);
        pretraining.putObject("model").put("architecture", "resnet20_cifar");
        pretraining.putObject("input").put("size", 10);
        run(pretraining, "pretraining", null);
        Path weights =
                Path.of(only(CheckpointWritten.class).directory()).resolve(Checkpoints.MODEL);
        events.clear();
        ObjectNode finetuning = pretraining.deepCopy().put("kind", "finetune");
        finetuning
                .putObject("model")
                .put("architecture", "resnet20_cifar")
                .put("weights", weights.toString())
                .put("freeze", "backbone")
                .put("head", "new");

        // When
        RunEvent.Terminal end = run(finetuning, "finetuning", null);

        // Then
        assertThat(end).isInstanceOf(Finished.class);
        assertThat(only(Started.class).trainable()).isEqualTo(650);
        Path after = Path.of(only(CheckpointWritten.class).directory()).resolve(Checkpoints.MODEL);
        try (Arena arena = Arena.ofConfined()) {
            Safetensors before = SafetensorsReader.read(weights, arena);
            Safetensors now = SafetensorsReader.read(after, arena);
            for (int i = 0; i < now.tensors().size(); i++) {
                boolean same =
                        before.tensors().get(i).bytes().mismatch(now.tensors().get(i).bytes()) < 0;
                assertThat(same)
                        .as(now.tensors().get(i).name())
                        .isEqualTo(!now.tensors().get(i).name().startsWith("linear."));
            }
        }
    }

    @Test
    void evaluatesWeightsWithoutTraining() throws IOException {
        // Given
        Finished trained =
                (Finished) run(with(Specs.digits(), "training.epochs", 1), "training", null);
        Path weights =
                Path.of(only(CheckpointWritten.class).directory()).resolve(Checkpoints.MODEL);
        events.clear();
        ObjectNode spec =
                Specs.of("{\"name\": \"e\", \"kind\": \"evaluate\", \"dataset\": \"digits\"}");
        spec.putObject("model").put("architecture", "lenet5").put("weights", weights.toString());

        // When
        RunEvent.Terminal end = run(spec, "evaluation", null);

        // Then
        assertThat(end).isEqualTo(new Finished(0, trained.values()));
        assertThat(all(EpochEnded.class)).isEmpty();
    }

    @Test
    void weightsThatDoNotFitAreReportedByNameAndShape() throws IOException {
        // Given
        run(with(Specs.digits(), "training.epochs", 1), "training", null);
        Path weights =
                Path.of(only(CheckpointWritten.class).directory()).resolve(Checkpoints.MODEL);
        ObjectNode spec = Specs.digits();
        spec.putObject("model")
                .put("architecture", "resnet20_cifar")
                .put("weights", weights.toString());

        // When
        RunEvent.Terminal end = run(spec, "other", null);

        // Then
        assertFailed(
                end,
                FailureKind.WEIGHTS_INVALID,
                "'bn1.weight' (16) is missing",
                "'fc1.weight' (120, 256) is unexpected");
    }

    @Test
    void aLossThatIsNoNumberEndsTheRunWithStepAndRate() throws IOException {
        // Given
        ObjectNode spec = Specs.digits().put("schedule", "constant");
        spec.putObject("optimizer").put("kind", "sgd").put("learningRate", 1e8);

        // When
        RunEvent.Terminal end = run(spec, "diverging", null);

        // Then
        assertFailed(end, FailureKind.DIVERGED, "at step", "1.0E8", "there is no checkpoint");
    }

    @Test
    void aDivergedRunNamesItsLastFiniteCheckpoint() throws IOException {
        // Given: a rate that is harmless for an epoch of 45 steps and then is not
        ObjectNode spec = Specs.digits();
        spec.putObject("optimizer").put("kind", "sgd").put("learningRate", 1e-4);
        spec.putObject("schedule").put("kind", "step").put("stepSize", 1).put("gamma", 1e12);

        // When
        RunEvent.Terminal end = run(spec, "diverging", null);

        // Then
        assertThat(all(CheckpointWritten.class)).hasSize(1);
        assertFailed(
                end, FailureKind.DIVERGED, "the last finite checkpoint is of step 45 (epoch 1)");
    }

    @Test
    void batchesOfOneWithBatchNormAreRefusedBeforeTheFirstStep() throws IOException {
        // Given: 1437 = 4 * 359 + 1; 16 pixels are 1 after the stem's two and two more halvings
        ObjectNode one = with(Specs.digits(), "training.batchSize", 1);
        one.putObject("model").put("architecture", "resnet20_cifar");
        ObjectNode last = with(Specs.digits(), "training.batchSize", 4);
        last.putObject("model").put("architecture", "resnet18");
        last.putObject("input").put("size", 16);

        // Then
        assertFailed(run(one, "one", null), FailureKind.SPEC_INVALID, "batches of one", "'bn1'");
        assertFailed(
                run(last, "last", null),
                FailureKind.SPEC_INVALID,
                "last batch of one of 1437",
                "'layer3.0.bn1'",
                "such as 5");
    }

    @Test
    void halfPrecisionIsRefusedWithoutAGpu() throws IOException {
        // Given
        ObjectNode spec = Specs.digits();
        ((ObjectNode) spec.path("training")).put("precision", "fp16");

        // Then
        assertFailed(run(spec, "half", null), FailureKind.SPEC_INVALID, "needs a GPU", "bf16");
    }

    @Test
    void stopsEarlyWhereNothingImproves() throws IOException {
        // Given: no accuracy can improve by 2
        ObjectNode spec = with(withValidation(Specs.digits()), "training.epochs", 20);
        ((ObjectNode) spec.path("training"))
                .putObject("earlyStopping")
                .put("metric", "validation.accuracy")
                .put("patience", 2)
                .put("minDelta", 2);

        // When
        RunEvent.Terminal end = run(spec, "patience", null);

        // Then
        assertThat(end).isInstanceOf(Finished.class);
        assertThat(all(EpochEnded.class)).extracting(EpochEnded::epoch).containsExactly(1, 2, 3);
        assertThat(all(CheckpointWritten.class))
                .extracting(checkpoint -> checkpoint.roles().contains(CheckpointRole.BEST))
                .containsExactly(true, false, false);
    }

    @Test
    void endsWhenItsTimeIsUp() throws IOException {
        // Given: a clock that moves by a second whenever it is asked
        AtomicLong seconds = new AtomicLong();
        ObjectNode spec = Specs.digits();
        spec.putObject("resources").put("timeLimit", "PT30S");

        // When
        RunEvent.Terminal end =
                run(
                        spec,
                        "slow",
                        null,
                        () -> Instant.ofEpochSecond(seconds.getAndIncrement()),
                        false);

        // Then
        assertFailed(end, FailureKind.TIME_LIMIT, "PT30S");
    }

    @Test
    void aCancelledAttemptSaysSoAndTakesNoStep() throws IOException {
        // When
        RunEvent.Terminal end =
                run(Specs.digits(), "cancelled", null, InstantSource.system(), true);

        // Then
        assertThat(end).isEqualTo(new RunEvent.Cancelled(0));
        assertThat(all(Metrics.class)).isEmpty();
    }

    @Test
    void everyProblemOfASpecIsReportedTogether() throws IOException {
        // Given
        ObjectNode spec =
                with(with(Specs.digits(), "training.epochs", 0), "training.batchSize", -1);
        spec.putObject("model").put("architecture", "lenet55");

        // When
        RunEvent.Terminal end = run(spec, "wrong", null);

        // Then
        assertFailed(
                end, FailureKind.SPEC_INVALID, "training.epochs", "training.batchSize", "lenet5");
    }

    @Test
    void partsThatDoNotGoTogetherAreRefusedBeforeTheFirstStep() throws IOException {
        // Given
        ObjectNode tooSmall = Specs.digits();
        tooSmall.putObject("input").put("size", 10);
        ObjectNode wrongChannels = Specs.digits();
        wrongChannels
                .putObject("input")
                .putObject("normalisation")
                .putArray("mean")
                .add(0.5)
                .add(0.5);
        ((ObjectNode) wrongChannels.path("input").path("normalisation"))
                .putArray("std")
                .add(0.5)
                .add(0.5);
        ObjectNode idlePattern = Specs.digits();
        idlePattern
                .putObject("model")
                .put("architecture", "lenet5")
                .putArray("freeze")
                .add("conv1.*")
                .add("layer*");

        // Then
        assertFailed(
                run(tooSmall, "small", null), FailureKind.SPEC_INVALID, "conv2", "(1, 10, 10)");
        assertFailed(
                run(wrongChannels, "channels", null),
                FailureKind.SPEC_INVALID,
                "input.normalisation",
                "1 channels");
        assertFailed(
                run(idlePattern, "pattern", null),
                FailureKind.SPEC_INVALID,
                "[layer*]",
                "conv1.weight");
    }

    private RunEvent.Terminal run(ObjectNode spec, String name, @Nullable Path resumeFrom)
            throws IOException {
        return run(spec, name, resumeFrom, InstantSource.system(), false);
    }

    private RunEvent.Terminal run(
            ObjectNode spec,
            String name,
            @Nullable Path resumeFrom,
            InstantSource clock,
            boolean cancelled)
            throws IOException {
        StopSignal stop = new StopSignal(clock);
        if (cancelled) {
            stop.cancel();
        }
        Path directory = Files.createDirectory(folder.resolve(name));
        Machine machine = new Machine(1, decoders, 1 << 30, NoNetwork.files(), clock);
        return new Attempt(Specs.start(spec, directory, resumeFrom), machine, events::add, stop)
                .run();
    }

    private <E extends RunEvent> List<E> all(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private <E extends RunEvent> E only(Class<E> type) {
        assertThat(all(type))
                .as("%s among %s", type.getSimpleName(), all(LogLine.class))
                .hasSize(1);
        return all(type).getFirst();
    }

    private static ObjectNode with(ObjectNode spec, String path, int value) {
        int dot = path.indexOf('.');
        ((ObjectNode) spec.path(path.substring(0, dot))).put(path.substring(dot + 1), value);
        return spec;
    }

    private static void assertFailed(RunEvent.Terminal end, FailureKind kind, String... words) {
        assertThat(end)
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> {
                            assertThat(failed.kind()).as(failed.message()).isEqualTo(kind);
                            assertThat(failed.message()).contains(words);
                        });
    }
}
