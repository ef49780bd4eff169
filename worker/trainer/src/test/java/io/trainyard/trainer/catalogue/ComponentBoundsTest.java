package io.trainyard.trainer.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.trainyard.contract.catalogue.ComponentDescriptor;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A parameter without a bound is a submission that is accepted and cannot be bound. */
class ComponentBoundsTest {
    static Stream<ComponentDescriptor> components() {
        return Components.catalogue("test").components().stream();
    }

    /** Components bind whole numbers to ints. */
    @ParameterizedTest
    @MethodSource("components")
    void everyWholeNumberIsAnInt(ComponentDescriptor component) {
        schemas(component.parameters())
                .filter(schema -> schema.path("type").asText().equals("integer"))
                .forEach(schema ->
                        assertThat(
                                        Stream.of(
                                                "minimum",
                                                "exclusiveMinimum",
                                                "maximum",
                                                "exclusiveMaximum"))
                                .as(schema.toString())
                                .filteredOn(schema::has)
                                .hasSize(2)
                                .allMatch(bound -> schema.get(bound).canConvertToInt()));
    }

    private static Stream<JsonNode> schemas(JsonNode node) {
        return Stream.concat(
                Stream.of(node), node.valueStream().flatMap(ComponentBoundsTest::schemas));
    }
}
