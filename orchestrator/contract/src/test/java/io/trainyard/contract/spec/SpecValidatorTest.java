package io.trainyard.contract.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpecValidatorTest {
    private final SpecValidator validator = new SpecValidator(Specs.CATALOGUE);

    @Test
    void smallestSpecIsCompletedWithDefaults() {
        // Given a spec that names only what must be named
        // When
        ExperimentSpec spec = validator.validate(SpecReader.read(Specs.SMALLEST)).spec();

        // Then
        assertThat(spec.schedule().kind()).isEqualTo("constant");
        assertThat(spec.training().batchSize()).isEqualTo(64);
        assertThat(spec.training().loss().kind()).isEqualTo("cross_entropy");
        assertThat(spec.model().freeze()).isEqualTo(new Freeze.Nothing());
        assertThat(spec.input().normalisation()).isEqualTo(new Normalisation.Auto());
        assertThat(spec.resources().pool()).isEqualTo("default");
    }

    @Test
    void validatingACompletedTreeChangesNothing() {
        // Given
        var once =
                validator.validate(
                        SpecReader.read(Specs.SMALLEST + "augmentation: [random_crop]\n"));

        // When
        var twice = validator.validate(once.tree());

        // Then
        assertThat(twice).isEqualTo(once);
        assertThat(once.tree().at("/augmentation/0/padding").asInt()).isEqualTo(4);
    }

    @Test
    void everyProblemIsReportedTogether() {
        // Given six mistakes of six kinds
        String text =
                """
                kind: train
                dataset: digits
                model: {architecture: lenet6, wieghts: x}
                augmentation: [{kind: random_crop, padding: -1}]
                optimizer: {kind: sgd, learningRate: fast}
                schedule: {kind: cosinee}
                """;

        // When
        List<Problem> problems = Specs.problemsOf(text);

        // Then
        assertThat(problems)
                .extracting(Problem::path, Problem::message)
                .containsExactlyInAnyOrder(
                        row("name", "name is missing: what people call the run"),
                        row(
                                "model.architecture",
                                "model.architecture 'lenet6' is unknown; known: lenet5"),
                        row(
                                "model.wieghts",
                                "model.wieghts is not a known key; known: weights, freeze, head, architecture"),
                        row(
                                "augmentation[0].padding",
                                "augmentation[0].padding -1 must be a whole number at least 0 and at most 512"),
                        row(
                                "optimizer.learningRate",
                                "optimizer.learningRate 'fast' must be a number above 0"),
                        row(
                                "schedule.kind",
                                "schedule.kind 'cosinee' is unknown; known: cosine, constant, watching"));
    }

    @Test
    void trainingWithoutOptimizerIsRefused() {
        assertThat(Specs.problemsOf(Specs.SMALLEST.replaceAll("(?m)^optimizer.*\\n", "")))
                .extracting(Problem::path)
                .containsExactly("optimizer");
    }

    @Test
    void evaluationNeedsWeightsAndImages() {
        // Given
        String text =
                """
                name: measure
                kind: evaluate
                dataset: {kind: class_folder, train: /images}
                model: {architecture: lenet5}
                """;

        // When / Then
        assertThat(Specs.problemsOf(text))
                .extracting(Problem::path)
                .containsExactly("model.weights", "dataset.test");
    }

    @Test
    void earlyStoppingNeedsValidationImages() {
        // Given
        String stopping = "training: {earlyStopping: {patience: 3}}\n";
        String folders =
                Specs.SMALLEST.replace("digits", "{kind: class_folder, train: /a, test: /b%s}")
                        + stopping;

        // Then
        for (String text : List.of(Specs.SMALLEST + stopping, folders.formatted(""))) {
            assertThat(Specs.problemsOf(text))
                    .singleElement()
                    .satisfies(problem -> {
                        assertThat(problem.path()).isEqualTo("training.earlyStopping");
                        assertThat(problem.message())
                                .contains("validation.loss", "dataset.validationFraction");
                    });
        }
        for (String text :
                List.of(
                        Specs.SMALLEST.replace("digits", "{kind: digits, validationFraction: 0.1}")
                                + stopping,
                        folders.formatted(", validationFraction: 0.1"),
                        folders.formatted(", validation: /c"))) {
            assertThat(validator.validate(SpecReader.read(text)).spec().training().earlyStopping())
                    .isNotNull();
        }
    }

    @Test
    void aScheduleThatWatchesValidationNeedsValidationImages() {
        // Given
        String watching = "schedule: watching\n";

        // Then
        assertThat(Specs.problemsOf(Specs.SMALLEST + watching))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.path()).isEqualTo("schedule");
                    assertThat(problem.message())
                            .startsWith("schedule watches validation.loss")
                            .contains("dataset.validationFraction");
                });
        assertThat(
                        validator
                                .validate(SpecReader.read(Specs.VALIDATED + watching))
                                .spec()
                                .schedule()
                                .kind())
                .isEqualTo("watching");
    }

    @Test
    void groupsAndDepthDecayExcludeEachOther() {
        // Given
        String text =
                Specs.SMALLEST.replace(
                        "learningRate: 0.1", "learningRate: 0.1, depthDecay: 0.5, groups: %s");

        // Then
        assertThat(Specs.problemsOf(text.formatted("[a]")))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.path()).isEqualTo("optimizer.depthDecay");
                    assertThat(problem.message())
                            .startsWith("optimizer.depthDecay 0.5 makes groups of its own");
                });
        assertThat(validator.validate(SpecReader.read(text.formatted("[]"))).spec().optimizer())
                .isNotNull();
    }

    @Test
    void accumulationAndClippingHaveBounds() {
        // Then
        assertThat(
                        Specs.problemsOf(
                                Specs.SMALLEST
                                        + "training: {accumulation: 0, clipping: {norm: 0, value: -1}}\n"))
                .extracting(Problem::path)
                .containsExactlyInAnyOrder(
                        "training.accumulation",
                        "training.clipping.norm",
                        "training.clipping.value");
    }

    @Test
    void keyWithoutValueCountsAsLeftOut() {
        ExperimentSpec spec =
                validator.validate(SpecReader.read(Specs.SMALLEST + "schedule:\n")).spec();

        assertThat(spec.schedule().kind()).isEqualTo("constant");
    }

    @Test
    void controlCharactersInNamesAreRefused() {
        assertThat(Specs.problemsOf(Specs.SMALLEST.replace("name: smallest", "name: \"a\\r\\nb\"")))
                .extracting(Problem::path)
                .containsExactly("name");
    }

    @Test
    void durationsMustBeWhole() {
        assertThat(Specs.problemsOf(Specs.SMALLEST + "resources: {timeLimit: soon}\n"))
                .extracting(Problem::message)
                .containsExactly(
                        "resources.timeLimit 'soon' must be a duration such as PT90M or P1DT12H, at least PT1S and at most P365D");
        assertThat(
                        validator
                                .validate(
                                        SpecReader.read(
                                                Specs.SMALLEST + "resources: {timeLimit: PT90M}\n"))
                                .spec()
                                .resources()
                                .timeLimit())
                .hasMinutes(90);
    }

    @Test
    void servedSchemaSpellsOutEachComponent() {
        var schema = validator.jsonSchema();

        assertThat(schema.at("/properties/schedule/$ref").asText()).isEqualTo("#/$defs/schedule");
        assertThat(schema.at("/$defs/schedule/oneOf/0/enum/1").asText()).isEqualTo("cosine");
        assertThat(schema.at("/$defs/schedule/oneOf/2/properties/interval/default").asText())
                .isEqualTo("epoch");
    }

    private static org.assertj.core.groups.Tuple row(String path, String message) {
        return org.assertj.core.groups.Tuple.tuple(path, message);
    }
}
