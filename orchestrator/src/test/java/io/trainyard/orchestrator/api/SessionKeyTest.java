package io.trainyard.orchestrator.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SessionKeyTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final String TOKEN = "the-token";

    private final SessionKey key = key(TOKEN);

    @Test
    void valueIsGoodUntilItsEnd() {
        // Given
        String value = key.issue(NOW);

        // Then
        assertThat(key.isValid(value, NOW)).isTrue();
        assertThat(key.isValid(value, NOW.plus(SessionKey.AGE).minusSeconds(1))).isTrue();
        assertThat(key.isValid(value, NOW.plus(SessionKey.AGE))).isFalse();
    }

    @Test
    void endCannotBeMoved() {
        // Given
        String value = key.issue(NOW);
        String proof = value.substring(value.indexOf('.'));
        long later = NOW.plus(SessionKey.AGE).plus(Duration.ofDays(1)).getEpochSecond();

        // Then
        assertThat(key.isValid(later + proof, NOW)).isFalse();
    }

    @Test
    void otherTokenEndsAllSessions() {
        // Then
        assertThat(key("another-token").isValid(key.issue(NOW), NOW)).isFalse();
    }

    @Test
    void nonsenseIsNotGood() {
        // Then
        for (String value : new String[] {"", ".", "1", "x.y", TOKEN, "9999999999.", "-1.A"}) {
            assertThat(key.isValid(value, NOW)).as(value).isFalse();
        }
    }

    @Test
    void valueHoldsNothingOfTheToken() {
        // Then
        assertThat(key.issue(NOW)).doesNotContain(TOKEN).matches("\\d+\\.[A-Za-z0-9_-]{43}");
    }

    private static SessionKey key(String token) {
        return new SessionKey(token.getBytes(StandardCharsets.UTF_8));
    }
}
