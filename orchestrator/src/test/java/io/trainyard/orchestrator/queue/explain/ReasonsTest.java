package io.trainyard.orchestrator.queue.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.api.RunState;
import io.trainyard.contract.api.Waiting.Estimate;
import io.trainyard.contract.api.Waiting.Reason;
import io.trainyard.orchestrator.queue.decide.Selection.Share;
import io.trainyard.orchestrator.queue.decide.Selection.Waiting;
import io.trainyard.orchestrator.queue.explain.Reasons.Subject;
import io.trainyard.orchestrator.store.Rules.PoolRule;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReasonsTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant LATER = Instant.parse("2026-03-01T13:00:00Z");
    private static final UUID OTHER = new UUID(0, 99);

    private static final Waiting MINE = waiting(5, "mine", 0);

    @Test
    void takenSlotsAndThePlaceInLineAreSaid() {
        // When
        var reason = reason(pending(), line(2, 0, MINE));

        // Then
        assertThat(reason.reason()).isEqualTo(Reason.NO_FREE_SLOT);
        assertThat(reason.explanation())
                .isEqualTo("All 2 slots of pool 'gpu' are taken. It is number 1 in line.");
        assertThat(reason.position()).isEqualTo(1);
        assertThat(reason.start()).isNull();
        assertThat(reason.noEstimate()).contains("no run of pool 'gpu' has succeeded yet");
    }

    @Test
    void moreUrgentRunsComeFirst() {
        // When
        var reason = reason(pending(), line(1, 0, waiting(9, "other", 1), MINE));

        // Then
        assertThat(reason.reason()).isEqualTo(Reason.PRIORITY);
        assertThat(reason.explanation())
                .isEqualTo("One run of higher priority comes first. It is number 2 in line.");
    }

    @Test
    void laterRunsOfProjectsThatHadLessComeFirst() {
        // When
        var reason = reason(pending(), line(1, 0, waiting(9, "other", 0), MINE));

        // Then
        assertThat(reason.reason()).isEqualTo(Reason.FAIR_SHARE);
        assertThat(reason.explanation()).contains("Project 'mine'", "One later run");
    }

    @Test
    void earlierRunsAreNoMatterOfShares() {
        assertThat(reason(pending(), line(1, 0, waiting(1, "other", 0), MINE)).reason())
                .isEqualTo(Reason.NO_FREE_SLOT);
    }

    @Test
    void boundsOfProjectAndPoolAreSaid() {
        // Given
        Line bounded =
                new Line(
                        4,
                        2,
                        2,
                        PoolRule.usual("gpu"),
                        Map.of("mine", new Share(1, 2, 2, 0)),
                        List.of(),
                        Map.of(),
                        Map.of());
        Line full =
                new Line(
                        4,
                        2,
                        2,
                        new PoolRule("gpu", 2, null, false, Duration.ZERO),
                        Map.of(),
                        List.of(MINE),
                        Line.places(List.of(MINE)),
                        Map.of());

        // Then
        assertThat(reason(pending(), bounded).reason()).isEqualTo(Reason.QUOTA);
        assertThat(reason(pending(), bounded).explanation())
                .contains("Project 'mine' runs 2 of the 2 that it may in pool 'gpu'");
        assertThat(reason(pending(), full).explanation())
                .contains("Pool 'gpu' runs 2 of the 2 that it may");
    }

    @Test
    void whatKeepsARunOutOfLineComesBeforeTheLine() {
        // Given
        Line line = line(0, 0);

        // Then
        assertThat(reason(subject(RunState.PENDING, null, null, List.of(OTHER)), line))
                .satisfies(reason -> {
                    assertThat(reason.reason()).isEqualTo(Reason.DEPENDENCY);
                    assertThat(reason.explanation()).contains(OTHER.toString());
                });
        assertThat(reason(subject(RunState.PENDING, LATER, null, List.of()), line))
                .satisfies(reason -> {
                    assertThat(reason.reason()).isEqualTo(Reason.NOT_BEFORE);
                    assertThat(reason.start())
                            .isEqualTo(new Estimate(LATER, null, "the end of that wait"));
                });
        assertThat(reason(subject(RunState.PENDING, null, LATER, List.of()), line).reason())
                .isEqualTo(Reason.RETRY_PAUSE);
        assertThat(reason(subject(RunState.RETRY_WAIT, null, LATER, List.of()), line).reason())
                .isEqualTo(Reason.RETRY_PAUSE);
        assertThat(reason(subject(RunState.PAUSED, null, null, List.of()), line).reason())
                .isEqualTo(Reason.PAUSED);
        assertThat(reason(pending(), line).reason()).isEqualTo(Reason.NO_WORKER);
    }

    @Test
    void publishedRunIsAboutToStartOrIsNext() {
        // Given
        Subject queued = subject(RunState.QUEUED, null, null, List.of());

        // Then
        assertThat(reason(queued, line(1, 1, MINE)).reason()).isEqualTo(Reason.PUBLISHED);
        assertThat(reason(queued, line(1, 0, MINE)).reason()).isEqualTo(Reason.NO_FREE_SLOT);
        assertThat(reason(queued, line(0, 0)).reason()).isEqualTo(Reason.NO_WORKER);
    }

    @ParameterizedTest
    @EnumSource(RunState.class)
    void exactlyTheRunsThatWaitHaveAReason(RunState state) {
        // When
        var reason = Reasons.of(subject(state, null, LATER, List.of()), line(1, 0, MINE), NOW);

        // Then
        assertThat(reason.isPresent()).isEqualTo(!state.isTerminal() && state != RunState.LEASED);
    }

    private static io.trainyard.contract.api.Waiting reason(Subject run, Line line) {
        return Reasons.of(run, line, NOW).orElseThrow();
    }

    private static Line line(int slots, int free, Waiting... runs) {
        return new Line(
                slots,
                free,
                slots - free,
                PoolRule.usual("gpu"),
                Map.of(),
                List.of(runs),
                Line.places(List.of(runs)),
                Map.of());
    }

    private static Subject pending() {
        return subject(RunState.PENDING, null, null, List.of());
    }

    private static Subject subject(
            RunState state,
            @Nullable Instant notBefore,
            @Nullable Instant pauseEnds,
            List<UUID> follows) {
        return new Subject(
                MINE.id(),
                state,
                "gpu",
                MINE.project(),
                MINE.priority(),
                MINE.number(),
                notBefore,
                pauseEnds,
                follows);
    }

    private static Waiting waiting(long number, String project, int priority) {
        return new Waiting(new UUID(0, number), project, priority, number);
    }
}
