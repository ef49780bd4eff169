package io.trainyard.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.message.FailureKind;
import io.trainyard.contract.message.RunEvent;
import io.trainyard.contract.message.RunEvent.CheckpointWritten;
import io.trainyard.contract.message.RunEvent.EpochEnded;
import io.trainyard.contract.message.RunEvent.Failed;
import io.trainyard.contract.message.RunEvent.Finished;
import io.trainyard.contract.message.RunEvent.LogLine;
import io.trainyard.contract.message.RunEvent.Metrics;
import io.trainyard.contract.message.RunEvent.Started;
import io.trainyard.contract.spec.ExperimentSpec;
import io.trainyard.contract.spec.SpecValidator;
import io.trainyard.trainer.arch.Architectures;
import io.trainyard.trainer.catalogue.Components;
import io.trainyard.trainer.engine.Update;
import io.trainyard.trainer.engine.UpdateRule;
import io.trainyard.trainer.engine.graph.Network;
import io.trainyard.trainer.engine.graph.TensorShape;
import io.trainyard.trainer.engine.graph.TensorSpec;
import io.trainyard.trainer.fetch.NoNetwork;
import io.trainyard.trainer.weights.Safetensors;
import io.trainyard.trainer.weights.SafetensorsReader;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs in phases. 1,150 images: batches of 96 make 12 steps an epoch, batches of 48 make 24. */
class PhasesTest {
    private static final String PHASES =
            """
            [{"epochs": 1, "batchSize": 96, "freeze": "backbone"},
             {"epochs": 2, "size": 12, "learningRateFactor": 0.5, "freeze": "none"}]
            """;

    @TempDir private Path folder;

    private final ExecutorService decoders = Executors.newFixedThreadPool(2);
    private final List<RunEvent> events = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void endThreads() {
        decoders.close();
    }

    static Stream<String> techniques() {
        return Stream.of(
                "'optimizer': {'kind': 'sgd', 'learningRate': 0.02, 'momentum': 0.9, 'dampening': 0.1}",
                "'optimizer': {'kind': 'lamb', 'learningRate': 0.01}, 'ema': {'decay': 0.9, 'every': 2}",
                "'optimizer': {'kind': 'adamw', 'depthDecay': 0.9}, 'swa': {'startEpoch': 1}",
                "'optimizer': {'kind': 'adam'}, 'earlyStopping': {'minDelta': 0.01, 'patience': 2}, 'ema': {}");
    }

    @ParameterizedTest
    @MethodSource("techniques")
    void aRunKilledAnywhereEndsAsIfNothingHadHappened(String technique) throws IOException {
        // Given
        ObjectNode spec = spec(PHASES);
        ObjectNode changes = Specs.of("{%s}".formatted(technique.replace('\'', '"')));
        spec.set("optimizer", changes.remove("optimizer"));
        var _ = ((ObjectNode) spec.path("training")).setAll(changes);

        // When
        RunEvent.Terminal whole = run(spec, "whole", null);
        Map<Long, CheckpointWritten> written = checkpoints();

        // Then
        assertThat(whole).isInstanceOf(Finished.class);
        assertThat(steps())
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 60).boxed().toList());

        // Within the first phase, at the border, and within both epochs of the second
        for (long origin : List.of(5L, 12L, 20L, 50L)) {
            CheckpointWritten from = Objects.requireNonNull(written.get(origin));
            events.clear();
            assertThat(run(spec, "from" + origin, Path.of(from.directory()))).isEqualTo(whole);
            assertThat(checkpoints().keySet())
                    .containsExactlyElementsOf(
                            written.keySet().stream().filter(each -> each > origin).toList());
            for (CheckpointWritten checkpoint : checkpoints().values()) {
                assertSame(checkpoint, Objects.requireNonNull(written.get(checkpoint.step())));
            }
        }
    }

    @Test
    void everyEpochHasTheRateTheSizeAndTheFrozenParametersOfItsPhase() throws IOException {
        // Given
        ObjectNode spec = spec(PHASES);
        spec.putObject("schedule").put("kind", "cosine").put("interval", "step");

        // When
        run(spec, "run", null);

        // Then: torch's cosine over 12 + 24 + 24 steps, at the last step of each epoch
        assertThat(all(EpochEnded.class).stream().map(each -> each.values().get("phase")))
                .containsExactly(1.0, 2.0, 2.0);
        for (EpochEnded epoch : all(EpochEnded.class)) {
            double factor = epoch.epoch() == 1 ? 1 : 0.5;
            double cosine = (1 + Math.cos(Math.PI * (epoch.step() - 1) / 60)) / 2;
            assertThat(epoch.values().get("learningRate"))
                    .isCloseTo(
                            0.02 * factor * cosine,
                            org.assertj.core.api.Assertions.withinPercentage(1e-7));
        }
        assertThat(all(LogLine.class).stream().map(LogLine::message))
                .contains(
                        "phase 1 of 2, epochs 1 to 1: size 8, batches of 96, rate times 1.0, 650 of 269,434 parameters trained",
                        "phase 2 of 2, epochs 2 to 3: size 12, batches of 48, rate times 0.5, 269,434 of 269,434 parameters trained");

        // The first layer moves in the second phase alone
        List<CheckpointWritten> ends =
                checkpoints().values().stream()
                        .filter(each -> List.of(5L, 12L, 36L).contains(each.step()))
                        .toList();
        byte[] begun = bytes(ends.get(0), Checkpoints.MODEL, "conv1.weight");
        assertThat(bytes(ends.get(1), Checkpoints.MODEL, "conv1.weight")).isEqualTo(begun);
        assertThat(bytes(ends.get(2), Checkpoints.MODEL, "conv1.weight")).isNotEqualTo(begun);
        assertThat(metadata(ends.get(1)).get("input")).isEqualTo("(1, 8, 8)");
        assertThat(metadata(ends.get(2)).get("input")).isEqualTo("(1, 12, 12)");
    }

    /** Two phases that differ in nothing are one. */
    @Test
    void aBorderByItselfChangesNothing() throws IOException {
        // Given
        ObjectNode divided = spec("[{\"epochs\": 1}, {\"epochs\": 1}]");
        divided.set("optimizer", Specs.of("{\"kind\": \"adam\"}"));
        ObjectNode whole = divided.deepCopy();
        ((ObjectNode) whole.path("training")).put("epochs", 2).putArray("phases");

        // When
        run(whole, "whole", null);
        CheckpointWritten expected = all(CheckpointWritten.class).getLast();
        events.clear();
        run(divided, "divided", null);

        // Then
        assertSame(all(CheckpointWritten.class).getLast(), expected);
    }

    /** torch.optim.Adam counts the updates of each parameter: 12 and 12 + 24. */
    @Test
    void stateStaysWithWhatStaysTrainedAndBeginsWithWhatIsNew() throws IOException {
        // Given
        ObjectNode spec = spec(PHASES);
        spec.set("optimizer", Specs.of("{\"kind\": \"adam\"}"));

        // When
        run(spec, "run", null);

        // Then
        CheckpointWritten end = Objects.requireNonNull(checkpoints().get(36L));
        assertThat(bytes(end, Checkpoints.STATE, "step/linear.weight"))
                .isEqualTo(bytes(36f))
                .isNotEqualTo(bytes(end, Checkpoints.STATE, "step/conv1.weight"));
        assertThat(bytes(end, Checkpoints.STATE, "step/conv1.weight")).isEqualTo(bytes(24f));
    }

    @Test
    void groupsAreDividedByWhenTheirParametersBegan() {
        // Given: the convolutions are trained in the first and in the last phase, not between
        ObjectNode tree =
                spec(
                        """
                        [{"epochs": 1}, {"epochs": 1, "freeze": ["conv*"]}, {"epochs": 1, "freeze": "none"}]
                        """);
        ExperimentSpec run =
                assertDoesNotThrow(
                        () -> new SpecValidator(Components.catalogue()).validate(tree).spec());
        Network network =
                Architectures.REGISTRY
                        .named("lenet5")
                        .build(Specs.of("{}"), TensorShape.of(1, 28, 28), 10);
        Set<String> all =
                network.parameters().stream()
                        .map(TensorSpec::name)
                        .collect(java.util.stream.Collectors.toSet());
        Update.Group group = new Update.Group(all, 0, UpdateRule.none());

        // When
        List<Update.Group> first = Phases.byAge(List.of(group), Phase.all(run).getFirst(), network);
        List<Update.Group> last = Phases.byAge(List.of(group), Phase.all(run).getLast(), network);

        // Then
        assertThat(first).containsExactly(group);
        assertThat(last).hasSize(2);
        assertThat(last.getFirst().parameters()).allMatch(name -> !name.startsWith("conv"));
        assertThat(last.getLast().parameters()).allMatch(name -> name.startsWith("conv"));
    }

    @Test
    void whatCannotBeIsSaidOfEveryPhaseBeforeTheFirstStep() throws IOException {
        // Given: LeNet-5's first fully connected layer has a weight a position
        ObjectNode spec =
                spec(
                        """
                        [{"epochs": 1, "size": 32}, {"epochs": 1, "size": 40},
                         {"epochs": 1, "size": 32, "freeze": ["nothing*"]}, {"epochs": 1, "size": 8}]
                        """);
        spec.putObject("model").put("architecture", "lenet5");

        // When
        RunEvent.Terminal end = run(spec, "run", null);

        // Then
        assertThat(end)
                .isInstanceOfSatisfying(
                        Failed.class,
                        failed -> {
                            assertThat(failed.kind()).isEqualTo(FailureKind.SPEC_INVALID);
                            assertThat(failed.message())
                                    .contains(
                                            "training.phases[1]: ",
                                            "size 40",
                                            "training.phases[2].freeze: [nothing*] match no parameter",
                                            "training.phases[3]: ");
                        });
        assertThat(all(Started.class)).isEmpty();
    }

    private static ObjectNode spec(String phases) {
        ObjectNode spec =
                Specs.of(
                        """
                        {"name": "phases", "kind": "train", "dataset": {"kind": "digits", "validationFraction": 0.2},
                         "model": {"architecture": "resnet20_cifar"}, "input": {"size": 8},
                         "augmentation": ["random_crop", "horizontal_flip"],
                         "optimizer": {"kind": "sgd", "learningRate": 0.02, "momentum": 0.9},
                         "schedule": {"kind": "one_cycle"},
                         "training": {"batchSize": 48, "seed": 3, "checkpointEvery": {"steps": 5}}}
                        """);
        ((ObjectNode) spec.path("training"))
                .set("phases", Specs.of("{\"it\": %s}".formatted(phases)).path("it"));
        return spec;
    }

    private static void assertSame(CheckpointWritten one, CheckpointWritten other)
            throws IOException {
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

    private static byte[] bytes(CheckpointWritten checkpoint, String file, String tensor) {
        try (Arena arena = Arena.ofConfined()) {
            return read(checkpoint, file, arena).tensors().stream()
                    .filter(each -> each.name().equals(tensor))
                    .findFirst()
                    .orElseThrow()
                    .bytes()
                    .toArray(java.lang.foreign.ValueLayout.JAVA_BYTE);
        }
    }

    private static byte[] bytes(float value) {
        return java.nio.ByteBuffer.allocate(4)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .putFloat(value)
                .array();
    }

    private static Map<String, String> metadata(CheckpointWritten checkpoint) {
        try (Arena arena = Arena.ofConfined()) {
            return read(checkpoint, Checkpoints.MODEL, arena).metadata();
        }
    }

    private static Safetensors read(CheckpointWritten checkpoint, String file, Arena arena) {
        try {
            return SafetensorsReader.read(Path.of(checkpoint.directory(), file), arena);
        } catch (Exception damaged) {
            throw new AssertionError(damaged);
        }
    }

    private RunEvent.Terminal run(ObjectNode spec, String name, @Nullable Path resumeFrom)
            throws IOException {
        Path directory = Files.createDirectory(folder.resolve(name));
        Machine machine =
                new Machine(1, decoders, 1 << 30, NoNetwork.files(), InstantSource.system());
        return new Attempt(
                        Specs.start(spec, directory, resumeFrom),
                        machine,
                        events::add,
                        new StopSignal(InstantSource.system()))
                .run();
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
