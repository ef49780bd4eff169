package io.trainyard.orchestrator.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class StackKindTest {
    @Test
    void kindIsFoundByItsName() {
        // Then
        assertThat(StackKind.named("containers")).isEqualTo(StackKind.CONTAINERS);
        assertThat(StackKind.named("embedded")).isEqualTo(StackKind.EMBEDDED);
    }

    @Test
    void unknownKindIsAnsweredWithTheKnownOnes() {
        // Then
        assertThatThrownBy(() -> StackKind.named("docker"))
                .hasMessage("test.stack 'docker' is unknown; known: auto, containers, embedded");
    }

    @Test
    void containersAreThoseOfTheComposeFile() {
        // Given
        var compose = new ComposeFile();

        // Then
        assertThat(compose.image("kafka")).startsWith("apache/kafka:4.2");
        assertThat(compose.environment("postgres")).containsEntry("POSTGRES_DB", "trainyard");
    }
}
