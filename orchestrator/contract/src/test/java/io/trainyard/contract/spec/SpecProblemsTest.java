package io.trainyard.contract.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.catalogue.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** All that is wrong, in one answer of a bounded size. */
class SpecProblemsTest {
    @Test
    void rulesBetweenKeysAreCheckedBesideTheKeysThemselves() {
        assertThat(
                        pathsOf(
                                """
                                {"name": "x", "kind": "train", "dataset": "digits",
                                 "model": {"architecture": "lenet5"}, "tagz": 1}
                                """))
                .containsExactly("tagz", "optimizer");
        assertThat(
                        pathsOf(
                                """
                                name: x
                                kind: finetune
                                dataset: {kind: class_folder, tests: /images}
                                model: {architecture: lenet6}
                                input: {size: 1, normalisation: {mean: [0.5], std: [0.5, 0.5]}}
                                """))
                .containsExactlyInAnyOrder(
                        "dataset.tests",
                        "model.architecture",
                        "input.size",
                        "optimizer",
                        "model.weights",
                        "input.normalisation",
                        "dataset.train",
                        "dataset.validation");
    }

    @Test
    void techniquesThatDoNotGoTogetherAreReportedTogether() {
        // Then
        assertThat(
                        Specs.problemsOf(
                                Specs.VALIDATED
                                        + """
                                        training:
                                          epochs: 4
                                          precision: fp8
                                          ema: {decay: 1}
                                          swa: {startEpoch: 5}
                                          earlyStopping: {patience: 2}
                                          checkpointEvery: {steps: 5, time: PT1M}
                                          distillation: {temperature: 0, teacher: {architecture: lenet6}}
                                        """))
                .extracting(Problem::message)
                .containsExactlyInAnyOrder(
                        "training.precision 'fp8' is unknown; known: fp16, fp32, bf16",
                        "training.ema.decay 1 must be a number above 0 and below 1",
                        "training.swa.startEpoch 5 is after the last of 4 epochs; it may be 1 to 4",
                        "training.swa cannot stand beside training.ema: both average the weights; give one of the two",
                        "training.swa cannot stand beside training.earlyStopping: the average is of the last epochs, which early stopping does not know; give one of the two",
                        "training.checkpointEvery needs steps, such as 1000, or time, such as PT10M: one of the two",
                        "training.distillation.temperature 0 must be a number above 0 and at most 1000",
                        "training.distillation.teacher.architecture 'lenet6' is unknown; known: lenet5",
                        "training.distillation.teacher.weights is missing: path of its safetensors file");
    }

    @Test
    void aMapHasKeysOfTheUsersOwnAndValuesOfOneKind() {
        // Given
        Schema schema =
                Schema.object()
                        .with("weights", "by name", Schema.mapOf(Schema.number().above(0)));
        List<Problem> problems = new ArrayList<>();

        // When
        var complete =
                SchemaCheck.complete(
                        SpecReader.read("weights: {cat: 2, \"dog:1\": 0, fox: x}"),
                        schema,
                        "loss",
                        problems);

        // Then
        assertThat(complete.path("weights").path("cat").asInt()).isEqualTo(2);
        assertThat(problems)
                .extracting(Problem::message)
                .containsExactly(
                        "loss.weights.dog:1 0 must be a number above 0",
                        "loss.weights.fox 'x' must be a number above 0");
    }

    @Test
    void rulesAreLeftOutWhereAKeyTheyReadIsWrong() {
        // Given a kind that decides what is needed, a model and a normalisation that say nothing
        assertThat(
                        pathsOf(
                                """
                                name: x
                                kind: trian
                                dataset: {kind: class_folder}
                                model: lenet5
                                input: {normalisation: {mean: [0.5], std: [a, b]}}
                                """))
                // Then only that is said
                .containsExactly(
                        "kind",
                        "model",
                        "input.normalisation.std[0]",
                        "input.normalisation.std[1]");
        assertThat(pathsOf("{name: x, kind: finetune, dataset: {kind: class_holder}, model: 1}"))
                .containsExactly("dataset.kind", "model", "optimizer");
    }

    @Test
    void problemsBeyondTheHundredthAreCounted() {
        // Given
        String spec =
                IntStream.range(0, 85_000)
                        .mapToObj("k%d: 1\n"::formatted)
                        .collect(Collectors.joining("", Specs.SMALLEST, ""));

        // When
        List<Problem> problems = Specs.problemsOf(spec);

        // Then
        assertThat(problems).hasSize(101);
        assertThat(problems.getLast()).isEqualTo(new Problem("", null, "and 84,900 more problems"));
    }

    @Test
    void aLongKeyIsCutShort() {
        Problem problem =
                Specs.problemsOf(Specs.SMALLEST + "? " + "k".repeat(1_000) + "\n: 1\n").getFirst();

        assertThat(problem.path()).isEqualTo("k".repeat(80) + "...");
        assertThat(problem.message()).hasSizeLessThan(400);
    }

    private static List<String> pathsOf(String text) {
        return Specs.problemsOf(text).stream().map(Problem::path).toList();
    }
}
