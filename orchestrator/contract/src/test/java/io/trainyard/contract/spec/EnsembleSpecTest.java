package io.trainyard.contract.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.trainyard.contract.spec.EnsembleSpec.Combine;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class EnsembleSpecTest {
    private static final SpecValidator VALIDATOR = new SpecValidator(Specs.CATALOGUE);
    private static final String DIGITS = "{kind: digits, validationFraction: 0.2}";
    private static final String MEMBERS =
            "[{architecture: lenet5, weights: a.safetensors}, {architecture: lenet5, weights: b.safetensors, input: {size: 32}}]";

    @Test
    void firstMemberStandsAsTheModelAndValidatingAgainChangesNothing() throws Exception {
        // When
        SpecValidator.Validated once = validate("evaluate", DIGITS, "members: " + MEMBERS);
        SpecValidator.Validated twice = VALIDATOR.validate(once.tree());

        // Then
        assertThat(twice.tree()).isEqualTo(once.tree());
        assertThat(once.spec().network()).isEqualTo("ensemble");
        assertThat(once.spec().model().weights()).isEqualTo("a.safetensors");
        EnsembleSpec ensemble = Objects.requireNonNull(once.spec().ensemble());
        assertThat(ensemble.combine()).isEqualTo(Combine.MEAN);
        assertThat(ensemble.members().get(0).input()).isNull();
        assertThat(Objects.requireNonNull(ensemble.members().get(1).input()).size()).isEqualTo(32);
    }

    @Test
    void whatLearnsNeedsValidationImages() {
        assertThat(problems("evaluate", "digits", "combine: fitted, members: " + MEMBERS))
                .singleElement()
                .asString()
                .startsWith("ensemble.combine 'fitted' learns from validation images")
                .endsWith("nothing is learnt from the test images");
        assertThat(problems("evaluate", "digits", "combine: vote, members: " + MEMBERS)).isEmpty();
        assertThat(
                        problems(
                                "evaluate",
                                "{kind: class_folder, test: t, validationFraction: 0.2}",
                                "combine: weighted, members: " + MEMBERS))
                .containsExactly(
                        "dataset.train is missing: dataset.validationFraction holds out a part of it");
    }

    @Test
    void ensembleIsEvaluatedAndHasSeveralMembers() {
        assertThat(problems("train", DIGITS, "members: " + MEMBERS))
                .anyMatch(problem -> problem.startsWith("ensemble is measured, not trained"));
        assertThat(problems("evaluate", DIGITS, "members: [{architecture: lenet5, weights: a}]"))
                .anyMatch(problem -> problem.startsWith("ensemble.members"));
        assertThat(
                        problems(
                                "evaluate",
                                DIGITS,
                                "members: %s}, model: {architecture: lenet5, weights: c"
                                        .formatted(MEMBERS)))
                .singleElement()
                .asString()
                .startsWith("model stands beside ensemble");
    }

    @Test
    void modelIsNeededWithoutAnEnsembleAndEvaluationMeasuresTheLoadedHead() {
        assertThat(problemsOf("{name: x, kind: evaluate, dataset: digits}"))
                .containsExactly("model is missing: the network");
        assertThat(
                        problemsOf(
                                "{name: x, kind: evaluate, dataset: digits, model: {architecture: lenet5, weights: a, head: new}}"))
                .containsExactly(
                        "model.head 'new' with kind 'evaluate' would measure a classifier that learnt nothing; leave model.head out");
    }

    @Test
    void viewsHaveBounds() {
        assertThat(
                        problemsOf(
                                "{name: x, kind: evaluate, dataset: digits, model: {architecture: lenet5, weights: a}, evaluation: {testTimeAugmentation: {fiveCrop: 1, scales: [0.5], turns: 1}}}"))
                .hasSize(3);
    }

    private static SpecValidator.Validated validate(String kind, String dataset, String ensemble)
            throws Exception {
        return VALIDATOR.validate(SpecReader.read(text(kind, dataset, ensemble)));
    }

    private static List<String> problems(String kind, String dataset, String ensemble) {
        return problemsOf(text(kind, dataset, ensemble));
    }

    private static String text(String kind, String dataset, String ensemble) {
        return "{name: x, kind: %s, dataset: %s, optimizer: {kind: sgd, learningRate: 1}, ensemble: {%s}}"
                .formatted(kind, dataset, ensemble);
    }

    private static List<String> problemsOf(String text) {
        SpecException refused =
                catchThrowableOfType(
                        SpecException.class, () -> VALIDATOR.validate(SpecReader.read(text)));
        return refused == null
                ? List.of()
                : refused.problems().stream().map(Problem::message).toList();
    }
}
