package io.trainyard.contract.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trainyard.contract.message.RunEvent.Evaluated;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class RunEventTest {
    @Test
    void longMessagesAreCut() {
        // Given
        String long_ = "x".repeat(1_000_000);

        // Then
        assertThat(new RunEvent.Failed(FailureKind.INTERNAL, long_, 0).message())
                .hasSize(RunEvent.LONGEST_MESSAGE)
                .endsWith("x…");
        assertThat(new RunEvent.LogLine(RunEvent.LogLine.Level.INFO, long_).message())
                .hasSize(RunEvent.LONGEST_MESSAGE);
    }

    @Test
    void matrixThatNoReaderHasMemoryForIsRefused() {
        // Then
        assertThatThrownBy(() -> evaluated(1_001)).hasMessageContaining("1001 classes");
        assertThat(evaluated(1_000).matrix()).hasSize(1_000);
        assertThat(evaluated(3).summary().matrix()).isEmpty();
    }

    private static Evaluated evaluated(int classes) {
        List<List<Long>> matrix = Collections.nCopies(classes, List.of());
        return new Evaluated("test", 1, 0.1, 0.9, List.of("a"), matrix, null);
    }
}
