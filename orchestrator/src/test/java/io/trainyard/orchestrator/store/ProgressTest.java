package io.trainyard.orchestrator.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.message.RunEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final List<RunEvent> EVENTS =
            List.of(
                    new RunEvent.Started("e", "cpu", 1, 1, List.of(), Map.of(), 2, 10, null, 0),
                    new RunEvent.Metrics(1, List.of(1L, 2L), Map.of()),
                    new RunEvent.EpochEnded(1, 10, 0.1, Map.of("train.loss", 1.0)),
                    new RunEvent.EpochEnded(2, 20, 0.1, Map.of("train.loss", 0.5)),
                    new RunEvent.Finished(20, Map.of("test.accuracy", 0.9)));

    @Test
    void eventsInAnyOrderLeadToTheSameProgress() {
        // Given
        Progress expected =
                new Progress(2, 2, 20L, 20L, Map.of("train.loss", 0.5, "test.accuracy", 0.9));

        // Then
        for (int seed = 0; seed < 100; seed++) {
            List<RunEvent> shuffled = new ArrayList<>(EVENTS);
            Collections.shuffle(shuffled, new Random(seed));
            Progress progress = Progress.NONE;
            for (RunEvent event : shuffled) {
                progress = progress.after(event);
            }
            assertThat(progress).as("seed %d", seed).isEqualTo(expected);
        }
    }
}
