package io.trainyard.orchestrator.view.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.orchestrator.store.Ledger.Line;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class WindowTest {
    @Test
    void windowCoversWhatFollowsItsFloor() {
        // When
        Window window = Window.emptyAfter(10).with(lines(11, 20, 10));

        // Then
        assertThat(window.covers(10)).isTrue();
        assertThat(window.covers(9)).isFalse();
        assertThat(window.last()).isEqualTo(20);
        assertThat(window.lines()).hasSize(10);
    }

    @Test
    void oldLinesFallOutAndTheFloorRises() {
        // When
        Window window =
                Window.emptyAfter(0).with(lines(1, 1_500, 10)).with(lines(1_501, 3_000, 10));

        // Then
        assertThat(window.lines()).hasSize(2_000);
        assertThat(window.covers(1_000)).isTrue();
        assertThat(window.covers(999)).isFalse();
        assertThat(window.lines().getFirst().id()).isEqualTo(1_001);
    }

    @Test
    void largeLinesAreNotKept() {
        // When
        Window window = Window.emptyAfter(0).with(lines(1, 10, 2 << 20));

        // Then
        assertThat(window.lines()).hasSize(2);
        assertThat(window.last()).isEqualTo(10);
        assertThat(window.covers(8)).isTrue();
        assertThat(window.covers(7)).isFalse();
    }

    @Test
    void lineLargerThanTheWindowIsReadFromTheLedger() {
        // When
        Window window = Window.emptyAfter(0).with(lines(1, 1, 5 << 20));

        // Then
        assertThat(window.lines()).isEmpty();
        assertThat(window.covers(0)).isFalse();
        assertThat(window.covers(1)).isTrue();
    }

    private static List<Line> lines(long first, long last, int characters) {
        String body = "x".repeat(characters);
        return LongStream.rangeClosed(first, last)
                .mapToObj(id -> new Line(id, new UUID(0, 1), 1, id, "log", Instant.EPOCH, body))
                .toList();
    }
}
