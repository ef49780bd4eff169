package io.trainyard.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.message.RunEvent;
import io.trainyard.contract.message.RunEvent.CheckpointWritten;
import io.trainyard.contract.message.RunEvent.EpochEnded;
import io.trainyard.contract.message.RunEvent.Finished;
import io.trainyard.contract.message.RunEvent.Metrics;
import io.trainyard.contract.message.RunEvent.Started;
import io.trainyard.trainer.fetch.NoNetwork;
import io.trainyard.trainer.optim.Optimizers;
import io.trainyard.trainer.schedule.Schedules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole runs with every optimizer and schedule, interrupted and not. */
class ResumeTest {
    @TempDir private Path folder;

    private final ExecutorService decoders = Executors.newFixedThreadPool(2);
    private final List<RunEvent> events = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void endThreads() {
        decoders.close();
    }

    static Stream<String> optimizers() {
        return Stream.of(
                "{'kind': 'sgd', 'learningRate': 0.05, 'momentum': 0.9, 'dampening': 0.1}",
                "{'kind': 'sgd', 'learningRate': 0.05, 'momentum': 0.9, 'nesterov': true}",
                "{'kind': 'adam', 'groups': [{'match': ['conv*']}, {'match': ['fc*'], 'learningRateFactor': 0.5}]}",
                "{'kind': 'adamw', 'decayNormsAndBiases': false, 'depthDecay': 0.7}",
                "{'kind': 'rmsprop', 'learningRate': 0.001, 'momentum': 0.5, 'centered': true}",
                "{'kind': 'lamb', 'learningRate': 0.01}",
                "{'kind': 'lars', 'learningRate': 5}");
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void everyOptimizerContinuesAsIfNothingHadHappened(String optimizer) throws IOException {
        // Given
        ObjectNode spec = Specs.digits();
        spec.set("optimizer", Specs.of(optimizer.replace('\'', '"')));
        spec.putObject("training")
                .put("epochs", 3)
                .put("batchSize", 96)
                .put("accumulation", 2)
                .putObject("clipping")
                .put("norm", 1)
                .put("value", 0.1);

        // Then
        assertResumesExactly(spec);
    }

    static Stream<String> schedules() {
        return Stream.of(
                "{'kind': 'constant', 'warmup': {'length': 2}}",
                "{'kind': 'step', 'stepSize': 1}",
                "{'kind': 'multi_step', 'milestones': [1, 2]}",
                "{'kind': 'exponential', 'gamma': 0.9, 'interval': 'step', 'warmup': {'length': 20}}",
                "{'kind': 'polynomial', 'interval': 'step'}",
                "{'kind': 'cosine', 'interval': 'step'}",
                "{'kind': 'cosine_restarts', 't0': 5, 'tMult': 2, 'interval': 'step'}",
                "{'kind': 'reduce_on_plateau', 'patience': 0, 'threshold': 0.5, 'factor': 0.5}",
                "{'kind': 'one_cycle'}");
    }

    @ParameterizedTest
    @MethodSource("schedules")
    void everyScheduleContinuesAsIfNothingHadHappened(String schedule) throws IOException {
        // Given
        ObjectNode spec = Specs.digits();
        spec.set("schedule", Specs.of(schedule.replace('\'', '"')));
        spec.putObject("dataset").put("kind", "digits").put("validationFraction", 0.2);
        spec.putObject("training").put("epochs", 3).put("batchSize", 64);

        // Then
        assertResumesExactly(spec);
    }

    @Test
    void noOptimizerAndNoScheduleIsLeftOut() {
        // Then
        assertThat(optimizers().map(ResumeTest::kind).distinct())
                .hasSize(Optimizers.REGISTRY.all().size());
        assertThat(schedules().map(ResumeTest::kind).distinct())
                .hasSize(Schedules.REGISTRY.all().size());
    }

    /** No accuracy can gain 10, so the first epoch stays the best. */
    @Test
    void aPlateauSeenBeforeAnInterruptionCountsAfterIt() throws IOException {
        // Given
        ObjectNode spec = Specs.digits();
        spec.set(
                "schedule",
                Specs.of(
                        "{\"kind\": \"reduce_on_plateau\", \"metric\": \"validation.accuracy\", \"patience\": 1,"
                                + " \"threshold\": 10, \"thresholdMode\": \"abs\", \"factor\": 0.5}"));
        spec.putObject("dataset").put("kind", "digits").put("validationFraction", 0.2);
        spec.putObject("training").put("epochs", 5).put("batchSize", 64);

        // When
        run(spec, "whole", null);
        List<CheckpointWritten> whole = all(CheckpointWritten.class);

        // Then: two bad epochs are one more than the patience
        assertThat(rates()).containsExactly(0.05, 0.05, 0.05, 0.025, 0.025);

        // When
        events.clear();
        run(spec, "resumed", Path.of(whole.get(1).directory()));

        // Then
        assertThat(rates()).containsExactly(0.05, 0.025, 0.025);
    }

    @Test
    void accumulatedBatchesTrainAsOneLargeBatch() throws IOException {
        // Given: LeNet-5 has no batch norm; 1437 images leave a last update of 29
        ObjectNode large = Specs.digits();
        large.putObject("training").put("epochs", 2).put("batchSize", 64).put("seed", 4);
        ObjectNode small = large.deepCopy();
        ((ObjectNode) small.path("training")).put("batchSize", 16).put("accumulation", 4);

        // When
        run(large, "large", null);
        List<Metrics> expected = all(Metrics.class);
        List<EpochEnded> expectedEpochs = all(EpochEnded.class);
        int steps = only(Started.class).stepsPerEpoch();
        events.clear();
        run(small, "small", null);

        // Then
        assertThat(only(Started.class).stepsPerEpoch()).isEqualTo(steps).isEqualTo(23);
        assertThat(all(Metrics.class).stream().flatMap(each -> each.steps().stream()))
                .containsExactlyElementsOf(
                        expected.stream().flatMap(each -> each.steps().stream()).toList());
        for (int epoch = 0; epoch < 2; epoch++) {
            assertThat(all(EpochEnded.class).get(epoch).values().get("train.loss"))
                    .isCloseTo(
                            expectedEpochs.get(epoch).values().get("train.loss"),
                            org.assertj.core.api.Assertions.within(1e-4));
        }
    }

    private void assertResumesExactly(ObjectNode spec) throws IOException {
        // When
        RunEvent.Terminal uninterrupted = run(spec, "whole", null);
        List<CheckpointWritten> whole = all(CheckpointWritten.class);
        events.clear();
        RunEvent.Terminal resumed = run(spec, "resumed", Path.of(whole.getFirst().directory()));

        // Then
        assertThat(uninterrupted).isInstanceOf(Finished.class);
        assertThat(resumed).isEqualTo(uninterrupted);
        List<CheckpointWritten> again = all(CheckpointWritten.class);
        assertThat(again).hasSize(whole.size() - 1);
        for (CheckpointWritten checkpoint : again) {
            for (String file : checkpoint.files()) {
                assertThat(
                                Files.mismatch(
                                        Path.of(checkpoint.directory(), file),
                                        Path.of(
                                                whole.get(checkpoint.epoch() - 1).directory(),
                                                file)))
                        .as("%s of epoch %d", file, checkpoint.epoch())
                        .isEqualTo(-1);
            }
        }
    }

    private List<Double> rates() {
        return all(EpochEnded.class).stream()
                .map(epoch -> epoch.values().get("learningRate"))
                .toList();
    }

    private static String kind(String component) {
        return component.split("'", -1)[3];
    }

    private RunEvent.Terminal run(ObjectNode spec, String name, @Nullable Path resumeFrom)
            throws IOException {
        Path directory = Files.createDirectory(folder.resolve(name));
        Machine machine =
                new Machine(1, decoders, 1 << 30, NoNetwork.files(), InstantSource.system());
        StopSignal stop = new StopSignal(InstantSource.system());
        return new Attempt(Specs.start(spec, directory, resumeFrom), machine, events::add, stop)
                .run();
    }

    private <E extends RunEvent> List<E> all(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private <E extends RunEvent> E only(Class<E> type) {
        assertThat(all(type)).hasSize(1);
        return all(type).getFirst();
    }
}
