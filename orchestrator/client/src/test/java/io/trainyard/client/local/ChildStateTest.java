package io.trainyard.client.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ChildStateTest {
    private static final ProcessHandle SELF = ProcessHandle.current();

    @Test
    void findsTheProcessItWasWrittenFor() {
        // Given
        var child = new ChildState("worker", SELF.pid(), startOf(SELF), Path.of("log"));

        // Then
        assertThat(child.isAlive()).isTrue();
    }

    @Test
    void isNotFooledByAStrangerWithItsNumber() {
        // Given
        var child = new ChildState("worker", SELF.pid(), Instant.EPOCH, Path.of("log"));

        // Then
        assertThat(child.isAlive()).isFalse();
    }

    private static Instant startOf(ProcessHandle process) {
        return process.info().startInstant().orElseThrow();
    }
}
