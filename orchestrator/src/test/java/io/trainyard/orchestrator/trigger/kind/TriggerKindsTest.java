package io.trainyard.orchestrator.trigger.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.trainyard.contract.data.AllowedFolders;
import io.trainyard.contract.spec.Problem;
import io.trainyard.contract.spec.SchemaCheck;
import io.trainyard.orchestrator.data.Limits;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What holds for every kind, a new one included. */
class TriggerKindsTest {
    static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");

    private final TriggerKinds kinds = TriggerKinds.in(surroundings(List.of()));

    static Surroundings surroundings(List<Path> roots) {
        return new Surroundings(
                Clock.systemUTC(),
                new Limits(new AllowedFolders("orchestrator", roots), 100, 1 << 20),
                Duration.ofMinutes(5),
                new SecureRandom());
    }

    @Test
    void everyKindIsRegistered() {
        // Given
        List<String> classes =
                new ClassFileImporter()
                                .withImportOption(new ImportOption.DoNotIncludeTests())
                                .importPackages("io.trainyard.orchestrator")
                                .stream()
                                .filter(type -> type.isAssignableTo(TriggerKind.class))
                                .filter(type -> !type.isInterface())
                                .map(JavaClass::getName)
                                .toList();

        // Then
        assertThat(kinds.all())
                .extracting(kind -> kind.getClass().getName())
                .containsExactlyInAnyOrderElementsOf(classes);
    }

    @Test
    void duplicatesFailTheStart() {
        assertThatThrownBy(() -> TriggerKinds.of(List.of(new CronTrigger(), new CronTrigger())))
                .hasMessage("two trigger kinds are registered as 'cron'");
    }

    @TestFactory
    List<DynamicTest> everyKindKeepsTheContract() {
        return kinds.all().stream()
                .map(kind -> DynamicTest.dynamicTest(kind.name(), () -> assertKeeps(kind)))
                .toList();
    }

    private static void assertKeeps(TriggerKind kind) {
        assertThat(kind.name()).matches("[a-z][a-z0-9_]{0,62}");
        assertThat(kind.summary()).isNotBlank().doesNotEndWith(".");
        var schema = kind.parameters().toJson();
        assertThat(schema.path("additionalProperties").asBoolean(true)).isFalse();
        assertThat(schema.path("properties").has("kind")).isFalse();
        schema.path("properties")
                .properties()
                .forEach(property ->
                        assertThat(property.getValue().path("description").asText())
                                .as(property.getKey())
                                .isNotBlank());
        kind.secrets()
                .forEach(name -> assertThat(schema.path("properties").has(name)).as(name).isTrue());
        // Seen by looking or by being told; anything else is never seen.
        assertThat(kind instanceof WatchedKind ^ kind instanceof DeliveredKind).isTrue();
        assertThat(kind.usualDebounce()).isGreaterThanOrEqualTo(Duration.ZERO);
        unknownParameterIsReported(kind);
    }

    private static void unknownParameterIsReported(TriggerKind kind) {
        List<Problem> problems = new ArrayList<>();
        var tree =
                com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
                        .objectNode()
                        .put("nonsense", 1);
        var _ = SchemaCheck.complete(tree, kind.parameters(), "when", problems);
        assertThat(problems)
                .anyMatch(problem ->
                        problem.path().equals("when.nonsense")
                                && problem.message().contains("known: "));
    }
}
