package io.trainyard.contract.spec;

import static org.assertj.core.api.Assertions.assertThat;

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
