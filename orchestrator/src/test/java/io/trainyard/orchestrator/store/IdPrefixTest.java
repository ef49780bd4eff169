package io.trainyard.orchestrator.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.orchestrator.refusal.RefusedException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdPrefixTest {
    @Test
    void prefixIsTheRangeOfIdsThatBeginWithIt() {
        // Then
        assertThat(IdPrefix.of("a68399d2-0d"))
                .isEqualTo(
                        new IdPrefix(
                                UUID.fromString("a68399d2-0d00-0000-0000-000000000000"),
                                UUID.fromString("a68399d2-0dff-ffff-ffff-ffffffffffff")));
        assertThat(IdPrefix.of("").least()).isEqualTo(new UUID(0, 0));
        assertThat(IdPrefix.of("").most()).isEqualTo(new UUID(-1, -1));
    }

    @Test
    void wholeIdIsItself() {
        // Given
        UUID id = new UUID(0xF000_0000_0000_0001L, 2);

        // Then
        assertThat(IdPrefix.of(id.toString())).isEqualTo(new IdPrefix(id, id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"xyz", "' or 1=1", "%", "123456789012345678901234567890123"})
    void anythingElseIsRefused(String text) {
        // Then
        assertThatThrownBy(() -> IdPrefix.of(text)).isInstanceOf(RefusedException.class);
    }
}
