package io.trainyard.contract.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class PhaseSpecTest {
    private static final SpecValidator VALIDATOR = new SpecValidator(Specs.CATALOGUE);

    @Test
    void epochsAreThoseOfThePhasesAndValidatingAgainChangesNothing() throws Exception {
        // When
        SpecValidator.Validated once =
                validate("phases: [{epochs: 3, size: 16, freeze: [conv*]}, {epochs: 4}]");

        // Then
        assertThat(VALIDATOR.validate(once.tree()).tree()).isEqualTo(once.tree());
        assertThat(once.spec().training().epochs()).isEqualTo(7);
        assertThat(once.spec().training().phases())
                .containsExactly(
                        new PhaseSpec(3, 16, null, 1, new Freeze.Named(List.of("conv*"))),
                        new PhaseSpec(4, null, null, 1, null));
    }

    @Test
    void aPhaseReplacesWhatItNames() throws Exception {
        // Given
        ExperimentSpec run =
                validate(
                                "batchSize: 8, phases: [{epochs: 1, size: 16, batchSize: 4, freeze: backbone}, {epochs: 1}]")
                        .spec();

        // When
        ExperimentSpec first = run.during(run.training().phases().getFirst());

        // Then
        assertThat(first.input().size()).isEqualTo(16);
        assertThat(first.training().batchSize()).isEqualTo(4);
        assertThat(first.model().freeze()).isEqualTo(new Freeze.Backbone());
        assertThat(first.training().epochs()).isEqualTo(2);
        assertThat(run.during(run.training().phases().getLast())).isEqualTo(run);
    }

    @Test
    void epochsThatDisagreeAreRefused() {
        assertThat(problems("epochs: 6, phases: [{epochs: 3}, {epochs: 4}]"))
                .singleElement()
                .asString()
                .contains("training.phases have 7 epochs together, and training.epochs is 6");
        assertThat(problems("epochs: 7, phases: [{epochs: 3}, {epochs: 4}]")).isEmpty();
        assertThat(problems("phases: []")).isEmpty();
        assertThat(problems("phases: [{epochs: 60000}, {epochs: 60000}]"))
                .singleElement()
                .asString()
                .contains("training.epochs 120000 must be");
    }

    @Test
    void everyBoundIsCheckedTogether() {
        assertThat(
                        problems(
                                "epochs: 5, phases: [{epochs: 0, size: 7}, {batchSize: 0, learningRateFactor: 0}, {epochs: 1, freeze: some, sise: 9}, {epochs: x}]"))
                .map(problem -> problem.split(" ", -1)[0])
                .containsExactlyInAnyOrder(
                        "training.phases[0].epochs",
                        "training.phases[0].size",
                        "training.phases[1].epochs",
                        "training.phases[1].batchSize",
                        "training.phases[1].learningRateFactor",
                        "training.phases[2].freeze",
                        "training.phases[2].sise",
                        "training.phases[3].epochs");
    }

    private static List<String> problems(String training) {
        SpecException refused = catchThrowableOfType(SpecException.class, () -> validate(training));
        return refused == null
                ? List.of()
                : Objects.requireNonNull(refused).problems().stream()
                        .map(Problem::message)
                        .toList();
    }

    private static SpecValidator.Validated validate(String training) throws SpecException {
        return VALIDATOR.validate(
                SpecReader.read(
                        "{name: n, kind: train, dataset: digits, model: {architecture: lenet5}, optimizer: {kind: sgd, learningRate: 1}, training: {%s}}"
                                .formatted(training)));
    }
}
