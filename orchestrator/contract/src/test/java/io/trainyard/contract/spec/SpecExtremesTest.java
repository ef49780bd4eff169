package io.trainyard.contract.spec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the experiment's schema allows, the program must bear. */
class SpecExtremesTest {
    private static final SpecValidator VALIDATOR = new SpecValidator(Specs.CATALOGUE);

    /** A key of the experiment, by its dotted path. */
    record Key(String path, JsonNode schema) {
        @Override
        public String toString() {
            return path;
        }
    }

    static Stream<Key> wholeNumbers() {
        return keys("", ExperimentSchema.schema().toJson())
                .filter(key -> key.schema().path("type").asText().equals("integer"));
    }

    static Stream<Key> durations() {
        return keys("", ExperimentSchema.schema().toJson())
                .filter(key -> key.schema().path("format").asText().equals("duration"));
    }

    private static Stream<Key> keys(String path, JsonNode schema) {
        return schema.path("properties").properties().stream()
                .map(entry ->
                        new Key(
                                path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(),
                                entry.getValue()))
                .flatMap(key -> Stream.concat(Stream.of(key), keys(key.path(), key.schema())));
    }

    @ParameterizedTest
    @MethodSource("wholeNumbers")
    void wholeNumbersAreBoundedAndTheirBoundsBind(Key key) {
        // Given
        long least = key.schema().required("minimum").asLong();
        long most = key.schema().required("maximum").asLong();

        // Then
        assertThat(VALIDATOR.validate(with(key.path(), number(least))).spec()).isNotNull();
        assertThat(VALIDATOR.validate(with(key.path(), number(most))).spec()).isNotNull();
        assertThat(
                        Specs.problemsOf(
                                with(key.path(), new java.math.BigInteger(most + "0")).toString()))
                .extracting(Problem::message)
                .containsExactly(
                        "%s %d0 must be a whole number at least %d and at most %d"
                                .formatted(key.path(), most, least, most));
    }

    @ParameterizedTest
    @MethodSource("durations")
    void durationsAreBoundedAndTheirBoundsCount(Key key) {
        for (String bound : new String[] {"x-minimum", "x-maximum"}) {
            JsonNode value = key.schema().required(bound);
            assertThat(VALIDATOR.validate(with(key.path(), value)).spec()).isNotNull();
            assertThat(Duration.parse(value.asText()).toNanos()).isPositive();
        }
    }

    @Test
    void thereIsADuration() {
        assertThat(durations())
                .extracting(Key::path)
                .containsExactlyInAnyOrder("resources.timeLimit", "training.checkpointEvery.time");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PT0S",
                "PT-1H",
                "-PT1H",
                "P366D",
                "P110000000000D",
                "P99999999999999999999D"
            })
    void senselessDurationsAreRefused(String limit) {
        assertThat(Specs.problemsOf(with("resources.timeLimit", new TextNode(limit)).toString()))
                .extracting(Problem::message)
                .containsExactly(
                        "resources.timeLimit '%s' must be a duration such as PT90M or P1DT12H, at least PT1S and at most P365D"
                                .formatted(limit));
    }

    @Test
    void numbersThatNoDoubleHoldsAreRefused() {
        assertThat(Specs.problemsOf(Specs.SMALLEST.replace("0.1", "1e400")))
                .extracting(Problem::message)
                .containsExactly("optimizer.learningRate 1E+400 must be a number above 0");
        assertThat(Specs.problemsOf(Specs.SMALLEST + "training: {seed: 1e400}\n"))
                .extracting(Problem::message)
                .containsExactly(
                        "training.seed 1E+400 must be a whole number at least 0 and at most 9223372036854775807");
    }

    /** A decimal with a million places would be too much for the database. */
    @Test
    void numbersAreStoredAsTheDoublesTheyBindTo() {
        var tree =
                VALIDATOR
                        .validate(
                                SpecReader.read(
                                        Specs.VALIDATED
                                                + "training: {earlyStopping: {minDelta: 1e-999999}}\n"))
                        .tree();

        assertThat(tree.at("/training/earlyStopping/minDelta").toString()).isEqualTo("0.0");
        assertThat(tree.at("/optimizer/learningRate").toString()).isEqualTo("0.1");
    }

    private static ObjectNode with(String path, JsonNode value) {
        ObjectNode tree = SpecReader.read(Specs.VALIDATED);
        // As long as a run can be, for what counts its epochs.
        tree.withObjectProperty("training").put("epochs", 100_000);
        String[] names = path.split("\\.", -1);
        ObjectNode parent = tree;
        for (int index = 0; index < names.length - 1; index++) {
            parent = parent.withObjectProperty(names[index]);
        }
        var _ = parent.set(names[names.length - 1], value);
        return tree;
    }

    private static ObjectNode with(String path, java.math.BigInteger value) {
        return with(path, JsonNodeFactory.instance.numberNode(value));
    }

    private static JsonNode number(long value) {
        return JsonNodeFactory.instance.numberNode(value);
    }
}
