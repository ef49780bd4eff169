package io.trainyard.orchestrator.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import com.fasterxml.jackson.databind.JsonNode;
import io.trainyard.contract.Wire;
import io.trainyard.orchestrator.search.Field.BuiltIn;
import io.trainyard.orchestrator.search.Field.Metric;
import io.trainyard.orchestrator.search.Field.Parameter;
import io.trainyard.orchestrator.search.Field.Part;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterParserTest {
    private static final Instant NOW = Instant.parse("2026-01-06T12:00:00Z");
    private static final Fields FIELDS = new Fields(List.of("odd.metric"));

    static Stream<Arguments> mistakes() throws IOException {
        JsonNode cases =
                Wire.json().readTree(Path.of("../dashboard/src/filter/cases.json").toFile());
        return Stream.iterate(0, index -> index + 1)
                .limit(cases.get("mistakes").size())
                .map(index -> cases.get("mistakes").get(index))
                .map(pair -> Arguments.of(pair.get(0).asText(), pair.get(1).asInt()));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void mistakeIsPlaced(String filter, int at) {
        assertThatThrownBy(() -> parse(filter))
                .asInstanceOf(type(SearchException.class))
                .satisfies(mistake -> {
                    assertThat(mistake.at()).isEqualTo(at);
                    assertThat(mistake).hasMessageContaining("character " + (at + 1));
                });
    }

    @Test
    void unknownFieldIsAnsweredWithTheNearest() {
        assertThatThrownBy(() -> parse("pool = x and archh = y"))
                .hasMessageStartingWith("'archh' at character 14 is no field; did you mean arch,")
                .hasMessageContaining("metrics.NAME");
        assertThatThrownBy(() -> parse("validation.acuracy > 1"))
                .hasMessageContaining("did you mean validation.accuracy");
    }

    @Test
    void namesAreResolvedToFields() {
        assertThat(field("ARCH")).isEqualTo(BuiltIn.ARCHITECTURE);
        assertThat(field("created")).isEqualTo(BuiltIn.SUBMITTED);
        assertThat(field("optimizer.learningRate"))
                .isEqualTo(new Parameter(List.of("optimizer", "learningRate")));
        assertThat(field("params.name")).isEqualTo(new Parameter(List.of("name")));
        assertThat(field("val.acc")).isEqualTo(new Metric("validation.accuracy", Part.NEWEST));
        assertThat(field("odd.metric")).isEqualTo(new Metric("odd.metric", Part.NEWEST));
        assertThat(field("metrics.other")).isEqualTo(new Metric("other", Part.NEWEST));
        assertThat(field("best.val.acc"))
                .isEqualTo(new Metric("validation.accuracy", Part.GREATEST));
        assertThat(field("best.val.loss")).isEqualTo(new Metric("validation.loss", Part.LEAST));
        assertThat(field("max.train.loss")).isEqualTo(new Metric("train.loss", Part.GREATEST));
    }

    @Test
    void andBindsTighterThanOr() {
        assertThat(parse("a b or not c"))
                .isEqualTo(
                        new Filter.Or(
                                List.of(
                                        new Filter.And(
                                                List.of(
                                                        new Filter.Words("a"),
                                                        new Filter.Words("b"))),
                                        new Filter.Not(new Filter.Words("c")))));
    }

    @ParameterizedTest
    @CsvSource({
        "duration > 90s, 90",
        "duration > 1.5m, 90",
        "val.acc > 93%, 0.93",
        "val.acc > 1e-3, 0.001",
        "submitted > 1970-01-02, 86400",
        "submitted > 1970-01-01T01:00:00.5+01:00, 0.5",
        "submitted > -6d, 1767182400",
        "submitted > today, 1767657600",
    })
    void valuesAreReadAsTheFieldHasThem(String filter, double value) {
        assertThat(((Filter.Compare) parse(filter)).value().number()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"val.acc > 1f", "val.acc > 0x1p3", "val.acc > 1d", "duration > -5m"})
    void whatJavaWouldReadAsANumberIsNone(String filter) {
        assertThatThrownBy(() -> parse(filter)).isInstanceOf(SearchException.class);
    }

    @Test
    void depthAndLengthAreBounded() {
        assertThatThrownBy(() -> parse("(".repeat(1_000) + "x")).hasMessageContaining("64");
        assertThatThrownBy(() -> parse("not ".repeat(900) + "x")).hasMessageContaining("64");
        assertThatThrownBy(() -> parse("x".repeat(4_001))).hasMessageContaining("4001");
        assertThat(parse("x ".repeat(2_000))).isInstanceOf(Filter.And.class);
    }

    @Test
    void sortIsReadWithItsMistakes() {
        assertThat(Sort.parse("-val.accuracy, name", FIELDS).keys())
                .containsExactly(
                        new Sort.Key(new Metric("validation.accuracy", Part.NEWEST), true),
                        new Sort.Key(BuiltIn.NAME, false));
        assertThatThrownBy(() -> Sort.parse("name,-stat", FIELDS))
                .hasMessageStartingWith("'stat' at character 7 is no field; did you mean state");
        assertThatThrownBy(() -> Sort.parse("id,name,pool,kind,state", FIELDS))
                .hasMessageContaining("allowed: 4");
    }

    @Test
    void cursorIsOfOneQuestion() {
        // Given
        Cursor cursor = new Cursor(NOW, java.util.Arrays.asList("0.5", null), 7);
        String written = cursor.written("a", "b");

        // Then
        assertThat(Cursor.read(written, "a", "b")).contains(cursor);
        assertThat(Cursor.read(written, "ab", "")).isEmpty();
        assertThat(Cursor.read(written, "a", "c")).isEmpty();
        assertThat(Cursor.read(written.substring(1), "a", "b")).isEmpty();
        assertThat(Cursor.read("B" + written.substring(1), "a", "b"))
                .isEqualTo(
                        written.startsWith("B")
                                ? java.util.Optional.of(cursor)
                                : java.util.Optional.empty());
        assertThat(Cursor.read("%", "a", "b")).isEmpty();
        assertThat(Cursor.read("", "a", "b")).isEmpty();
    }

    private static Field field(String name) {
        return FIELDS.named(name, 0);
    }

    private static Filter parse(String filter) {
        return FilterParser.parse(filter, FIELDS, NOW);
    }
}
