package io.trainyard.orchestrator.queue.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.orchestrator.queue.decide.Preemption.Running;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PreemptionTest {
    private static final long MINUTE = 60_000;

    @Test
    void lessUrgentRunMakesRoom() {
        assertThat(Preemption.victims(List.of(5), 0, List.of(run(1, 0, 2 * MINUTE)), MINUTE))
                .containsExactly(new UUID(0, 1));
    }

    @Test
    void equalRunNeverMakesRoom() {
        assertThat(Preemption.victims(List.of(5), 0, List.of(run(1, 5, 2 * MINUTE)), MINUTE))
                .isEmpty();
    }

    @Test
    void runThatHasJustBegunIsLeftAlone() {
        assertThat(Preemption.victims(List.of(5), 0, List.of(run(1, 0, MINUTE - 1)), MINUTE))
                .isEmpty();
    }

    @Test
    void slotThatComesFreeAnywayIsTakenFirst() {
        assertThat(Preemption.victims(List.of(5, 5), 1, List.of(run(1, 0, MINUTE)), MINUTE))
                .hasSize(1);
        assertThat(Preemption.victims(List.of(5), 1, List.of(run(1, 0, MINUTE)), MINUTE)).isEmpty();
    }

    @Test
    void leastUrgentGoesFirstAndOfEqualsTheYoungest() {
        // Given
        List<Running> running =
                List.of(
                        run(1, 2, 2 * MINUTE),
                        run(2, 1, 9 * MINUTE),
                        run(3, 1, 3 * MINUTE),
                        run(4, 7, 3 * MINUTE));

        // Then
        assertThat(Preemption.victims(List.of(8, 5, 2, 2), 0, running, MINUTE))
                .containsExactly(new UUID(0, 3), new UUID(0, 2));
        assertThat(Preemption.victims(List.of(8, 5, 3, 3), 0, running, MINUTE))
                .containsExactly(new UUID(0, 3), new UUID(0, 2), new UUID(0, 1));
    }

    @Test
    void twoRunsDoNotPushEachOtherOutInTurn() {
        // Given the run that was stopped, which waits now, and the one that has its slot
        List<UUID> victims =
                Preemption.victims(List.of(0), 0, List.of(run(2, 5, 60 * MINUTE)), MINUTE);

        // Then
        assertThat(victims).isEmpty();
    }

    private static Running run(long id, int priority, long ranForMillis) {
        return new Running(new UUID(0, id), priority, ranForMillis);
    }
}
