package io.trainyard.client.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ServicesTest {
    private static final String URL = "jdbc:postgresql://db/trainyard";

    @Test
    void areEmbeddedWhereNoneAreNamed() {
        assertThat(Services.external(Map.of("PATH", "/bin"))).isEmpty();
    }

    @Test
    void reachTheOrchestratorAsTheyWereNamed() {
        // Given
        var named =
                Map.of(
                        "TRAINYARD_KAFKA", "kafka:9092",
                        "TRAINYARD_DATABASE_URL", URL,
                        "TRAINYARD_DATABASE_USERNAME", "me",
                        "TRAINYARD_DATABASE_PASSWORD", "secret");
        var environment = new HashMap<String, String>();

        // When
        Services.external(named).orElseThrow().putInto(environment);

        // Then
        assertThat(environment).isEqualTo(named);
    }

    @Test
    void areRefusedWhereOnlyOneIsNamed() {
        assertThatThrownBy(() -> Services.external(Map.of("TRAINYARD_DATABASE_URL", URL)))
                .isInstanceOf(LocalServerException.class)
                .hasMessage(
                        "TRAINYARD_DATABASE_URL is set and TRAINYARD_KAFKA is not: set both to use services of your own, or neither");
    }

    @Test
    void keepThePasswordOutOfLogs() {
        assertThat(new Services("kafka:9092", URL, "me", "secret").toString())
                .doesNotContain("secret");
    }
}
