package io.trainyard.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.message.EvaluationReport;
import io.trainyard.contract.message.FailureKind;
import io.trainyard.contract.message.RunEvent;
import io.trainyard.contract.message.RunEvent.CheckpointWritten;
import io.trainyard.contract.message.RunEvent.Evaluated;
import io.trainyard.contract.message.RunEvent.Failed;
import io.trainyard.contract.message.RunEvent.Finished;
import io.trainyard.contract.message.RunEvent.Started;
import io.trainyard.trainer.engine.TensorBytes;
import io.trainyard.trainer.engine.graph.TensorShape;
import io.trainyard.trainer.fetch.NoNetwork;
import io.trainyard.trainer.weights.InvalidWeightsException;
import io.trainyard.trainer.weights.Safetensors;
import io.trainyard.trainer.weights.SafetensorsReader;
import io.trainyard.trainer.weights.SafetensorsWriter;
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
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told at a run's end: of one network, of its views, and of several as one. */
class FinalEvaluationTest {
    @TempDir private Path folder;

    private final ExecutorService decoders = Executors.newFixedThreadPool(2);
    private final List<RunEvent> events = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void endThreads() {
        decoders.close();
    }

    @Test
    void reportSaysOfTheSameImagesWhatTheMatrixSays() throws IOException {
        // When
        Finished end = (Finished) run(trainingOf("lenet5", 1, 1), "training");

        // Then
        Evaluated told = last(Evaluated.class);
        EvaluationReport report = Objects.requireNonNull(told.report());
        assertThat(report.images()).isEqualTo(360);
        long hits = 0;
        for (int label = 0; label < 10; label++) {
            List<Long> row = told.matrix().get(label);
            long support = row.stream().mapToLong(Long::longValue).sum();
            hits += row.get(label);
            assertThat(report.perClass().get(label).support()).isEqualTo(support);
            assertThat(report.perClass().get(label).recall())
                    .isCloseTo((double) row.get(label) / support, within(1e-12));
        }
        assertThat(told.accuracy()).isEqualTo(hits / 360.0);
        assertThat(report.mistakes()).hasSize(Math.toIntExact(Math.min(100, 360 - hits)));
        assertThat(report.mistakes())
                .isSortedAccordingTo(
                        (one, other) -> Double.compare(other.confidence(), one.confidence()));
        assertThat(report.mistakes())
                .extracting(EvaluationReport.Mistake::sample)
                .doesNotHaveDuplicates();
        assertThat(
                        report.calibration().bins().stream()
                                .mapToLong(EvaluationReport.Calibration.Bin::images)
                                .sum())
                .isEqualTo(360);
        assertThat(report.size()).isEqualTo(new EvaluationReport.ModelSize(44_426, 4 * 44_426));
        EvaluationReport.Latency latency = Objects.requireNonNull(report.latency());
        assertThat(latency.p50Milliseconds()).isPositive();
        assertThat(latency.p95Milliseconds()).isGreaterThanOrEqualTo(latency.p50Milliseconds());
        assertThat(report.views()).isNull();
        assertThat(report.members()).isEmpty();
        assertThat(end.values())
                .containsEntry("test.ece", report.calibration().ece())
                .containsEntry("test.macroF1", report.macro().f1())
                .containsEntry("test.weightedF1", report.weighted().f1())
                .containsEntry("test.top5", Objects.requireNonNull(report.top5()));
        assertThat(end.values().get("test.top5")).isGreaterThan(told.accuracy());
        assertThat(last(RunEvent.EpochEnded.class).values())
                .containsEntry("test.macroF1", report.macro().f1())
                .containsKey("test.top5");
    }

    @Test
    void viewsAreAveragedAndTheImagesThemselvesReportedToo() throws IOException {
        // Given
        Path weights = trained("lenet5", 1, 1);
        ObjectNode plain = evaluation("lenet5", weights);
        ObjectNode viewed = evaluation("lenet5", weights);
        viewed.putObject("evaluation")
                .put("batchSize", 100)
                .putObject("testTimeAugmentation")
                .put("fiveCrop", 0.875)
                .put("flip", false)
                .putArray("scales")
                .add(1.1);

        // When
        Map<String, Double> asTheyAre = ((Finished) run(plain, "plain")).values();
        Map<String, Double> once = ((Finished) run(viewed, "once")).values();
        EvaluationReport report = Objects.requireNonNull(last(Evaluated.class).report());
        Map<String, Double> twice = ((Finished) run(viewed, "twice")).values();

        // Then
        assertThat(once).isEqualTo(twice);
        assertThat(once).containsEntry("test.plainAccuracy", asTheyAre.get("test.accuracy"));
        assertThat(once.get("test.plainLoss")).isCloseTo(asTheyAre.get("test.loss"), within(1e-6));
        assertThat(once.get("test.loss")).isNotEqualTo(asTheyAre.get("test.loss"));
        assertThat(Objects.requireNonNull(report.views()).count()).isEqualTo(7);
        assertThat(report.images()).isEqualTo(360);
    }

    @Test
    void ensembleOfTheSameNetworkIsThatNetwork() throws IOException {
        // Given
        Path weights = trained("lenet5", 1, 1);
        Map<String, Double> alone =
                ((Finished) run(evaluation("lenet5", weights), "alone")).values();

        for (String combine : List.of("mean", "weighted", "fitted")) {
            // When
            Finished end =
                    (Finished)
                            run(ensemble(combine, "lenet5", weights, "lenet5", weights), combine);

            // Then
            assertThat(end.values())
                    .containsEntry("test.accuracy", alone.get("test.accuracy"))
                    .containsEntry("test.macroF1", alone.get("test.macroF1"));
            assertThat(end.values().get("test.loss"))
                    .isCloseTo(alone.get("test.loss"), within(1e-6));
            assertThat(end.values().get("test.ece")).isCloseTo(alone.get("test.ece"), within(1e-6));
            assertThat(last(Started.class).parameters()).isEqualTo(2 * 44_426);
        }
    }

    @Test
    void fittedWeightsPreferTheNetworkThatLearntMore() throws IOException {
        // Given members of different architectures, of which one has learnt hardly anything
        Path good = trained("lenet5", 4, 1);
        Path poor = trained("resnet20_cifar", 1, 0);
        ObjectNode spec = ensemble("fitted", "lenet5", good, "resnet20_cifar", poor);
        ((ObjectNode) spec.at("/ensemble/members/1")).putObject("input").put("size", 8);

        // When
        Finished fitted = (Finished) run(spec, "fitted");
        List<EvaluationReport.Member> members =
                Objects.requireNonNull(last(Evaluated.class).report()).members();
        ((ObjectNode) spec.path("ensemble")).put("combine", "weighted");
        Finished weighted = (Finished) run(spec, "weighted");
        List<EvaluationReport.Member> byAccuracy =
                Objects.requireNonNull(last(Evaluated.class).report()).members();

        // Then
        assertThat(members).hasSize(2);
        assertThat(members.get(0).name()).startsWith("lenet5 ").endsWith(Checkpoints.MODEL);
        assertThat(members.get(0).accuracy()).isGreaterThan(members.get(1).accuracy() + 0.2);
        assertThat(members.get(0).weight()).isGreaterThan(0.9);
        assertThat(members.get(0).weight() + members.get(1).weight()).isCloseTo(1, within(1e-9));
        // What was fitted on the validation images is better on them than any other weights
        assertThat(fitted.values().get("validation.loss"))
                .isLessThan(weighted.values().get("validation.loss"));
        assertThat(byAccuracy.get(0).weight() / byAccuracy.get(1).weight())
                .isCloseTo(
                        byAccuracy.get(0).accuracy() / byAccuracy.get(1).accuracy(), within(1e-9));
    }

    @Test
    void weightsAreNeverLearntFromTheTestImages() throws IOException {
        // Given
        Path weights = trained("lenet5", 1, 1);
        ObjectNode spec = ensemble("fitted", "lenet5", weights, "lenet5", weights);
        spec.put("dataset", "digits");

        // When
        RunEvent.Terminal end = run(spec, "fitted");

        // Then
        assertFailed(
                end,
                FailureKind.SPEC_INVALID,
                "ensemble.combine 'fitted' learns from validation images");
    }

    @Test
    void memberThatDoesNotFitIsNamed() throws IOException {
        // Given
        Path weights = trained("lenet5", 1, 1);

        // When
        RunEvent.Terminal end =
                run(ensemble("vote", "lenet5", weights, "resnet20_cifar", weights), "vote");

        // Then
        assertFailed(
                end,
                FailureKind.WEIGHTS_INVALID,
                "ensemble.members[1]:",
                "'bn1.weight' (16) is missing");
    }

    @Test
    void weightsOfOtherClassesAreNotMeasuredWithAFreshHead()
            throws IOException, InvalidWeightsException {
        // Given weights whose head has seven classes
        Path weights = trained("lenet5", 1, 1);
        Path seven = folder.resolve("seven.safetensors");
        try (Arena arena = Arena.ofConfined()) {
            List<TensorBytes> changed =
                    SafetensorsReader.read(weights, arena).tensors().stream()
                            .map(tensor ->
                                    tensor.name().startsWith("fc3.") ? firstSeven(tensor) : tensor)
                            .toList();
            SafetensorsWriter.write(seven, new Safetensors(changed, Map.of()));
        }

        // When
        RunEvent.Terminal end = run(evaluation("lenet5", seven), "other");

        // Then
        assertFailed(
                end,
                FailureKind.WEIGHTS_INVALID,
                "does not fit lenet5 with 10 classes",
                "'fc3.bias' is (7), the network's is (10)");
    }

    /** The part of a head that belongs to its first seven classes. */
    private static TensorBytes firstSeven(TensorBytes tensor) {
        List<Integer> sizes = new ArrayList<>(tensor.shape().sizes());
        sizes.set(0, 7);
        TensorShape shape = new TensorShape(sizes);
        return new TensorBytes(
                tensor.name(),
                tensor.type(),
                shape,
                tensor.bytes().asSlice(0, shape.elements() * tensor.type().bytes()));
    }

    private Path trained(String architecture, int epochs, long seed) throws IOException {
        var end = run(trainingOf(architecture, epochs, seed), architecture + seed);
        assertThat(end).isInstanceOf(Finished.class);
        return Path.of(last(CheckpointWritten.class).directory(), Checkpoints.MODEL);
    }

    private static ObjectNode trainingOf(String architecture, int epochs, long seed) {
        ObjectNode spec = Specs.digits();
        spec.putObject("model").put("architecture", architecture);
        if (!architecture.equals("lenet5")) {
            spec.putObject("input").put("size", 8);
            spec.putObject("optimizer").put("kind", "sgd").put("learningRate", 1e-5);
        }
        spec.putObject("training").put("epochs", epochs).put("batchSize", 32).put("seed", seed);
        return spec;
    }

    private static ObjectNode evaluation(String architecture, Path weights) {
        ObjectNode spec =
                Specs.of("{\"name\": \"e\", \"kind\": \"evaluate\", \"dataset\": \"digits\"}");
        spec.putObject("model")
                .put("architecture", architecture)
                .put("weights", weights.toString());
        return spec;
    }

    private static ObjectNode ensemble(
            String combine, String first, Path firstWeights, String second, Path secondWeights) {
        ObjectNode spec =
                Specs.of(
                        """
                        {"name": "e", "kind": "evaluate",
                         "dataset": {"kind": "digits", "validationFraction": 0.2}}
                        """);
        var members = spec.putObject("ensemble").put("combine", combine).putArray("members");
        members.addObject().put("architecture", first).put("weights", firstWeights.toString());
        members.addObject().put("architecture", second).put("weights", secondWeights.toString());
        return spec;
    }

    private RunEvent.Terminal run(ObjectNode spec, String name) throws IOException {
        InstantSource clock = InstantSource.system();
        Path directory = Files.createDirectory(folder.resolve(name));
        Machine machine = new Machine(1, decoders, 1 << 30, NoNetwork.files(), clock);
        return new Attempt(
                        Specs.start(spec, directory, null),
                        machine,
                        events::add,
                        new StopSignal(clock))
                .run();
    }

    private <E extends RunEvent> E last(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList().getLast();
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
