package io.trainyard.orchestrator.queue.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StartTimesTest {
    @Test
    void freeSlotIsTakenAtOnceAndTheNextWaitsForTheFirstThatEnds() {
        assertThat(StartTimes.of(2, List.of(30.0), List.of(10.0, 10.0, 10.0, 10.0)))
                .containsExactly(0.0, 10.0, 20.0, 30.0);
    }

    @Test
    void singleSlotServesOneAfterTheOther() {
        assertThat(StartTimes.of(1, List.of(5.0), List.of(10.0, 20.0, 1.0)))
                .containsExactly(5.0, 15.0, 35.0);
    }

    @Test
    void slotsThatWereTakenAwayGoWithTheRunsThatEndFirst() {
        assertThat(StartTimes.of(1, List.of(5.0, 8.0), List.of(10.0, 10.0)))
                .containsExactly(8.0, 18.0);
    }
}
