package io.trainyard.orchestrator.queue.decide;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.api.AttemptState;
import io.trainyard.contract.api.RunState;
import io.trainyard.contract.message.FailureKind;
import io.trainyard.contract.message.RunEvent;
import io.trainyard.orchestrator.store.Change;
import io.trainyard.orchestrator.store.Change.Charge;
import io.trainyard.orchestrator.store.RunSnapshot;
import io.trainyard.orchestrator.store.RunSnapshot.Interruption;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DecisionsTest {
    private static final RetryPolicy POLICY =
            new RetryPolicy(
                    Duration.ofSeconds(10), Duration.ofMinutes(6), Duration.ofSeconds(2), 3);

    private final Decisions decisions = new Decisions(POLICY, new Random(1));

    @Test
    void finishedAttemptThatHoldsTheLeaseSucceeds() {
        // When
        var change = decisions.ended(leased(2), 2, new RunEvent.Finished(9, Map.of()));

        // Then
        assertThat(change).contains(Change.plain(RunState.SUCCEEDED, AttemptState.SUCCEEDED));
    }

    @ParameterizedTest
    @EnumSource(FailureKind.class)
    void staleAttemptDecidesNothing(FailureKind kind) {
        // When
        var change = decisions.ended(leased(2), 1, new RunEvent.Failed(kind, "late", 9));

        // Then
        assertThat(change).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(RunState.class)
    void onlyLeasedRunIsEnded(RunState state) {
        // Given
        RunSnapshot run = run(state, 2, false, 0, 0);

        // When
        var change = decisions.ended(run, 2, new RunEvent.Cancelled(9));

        // Then
        assertThat(change.isPresent()).isEqualTo(state == RunState.LEASED);
    }

    @ParameterizedTest
    @EnumSource(FailureKind.class)
    void failureIsTriedAgainAsItsKindSays(FailureKind kind) {
        // When
        Change change =
                decisions.ended(leased(1), 1, new RunEvent.Failed(kind, "why", 9)).orElseThrow();

        // Then
        assertThat(change.to())
                .isEqualTo(
                        switch (kind.retry()) {
                            case NEVER -> RunState.FAILED;
                            case COUNTED -> RunState.RETRY_WAIT;
                            case INFRASTRUCTURE -> RunState.PENDING;
                        });
        assertThat(change.attempt()).isEqualTo(AttemptState.FAILED);
    }

    @Test
    void countedFailuresEndWhenRetriesAreSpent() {
        // Given
        RunSnapshot spent = run(RunState.LEASED, 3, false, 2, 0);

        // When
        Change change = decisions.ended(spent, 3, crash()).orElseThrow();

        // Then
        assertThat(change.to()).isEqualTo(RunState.FAILED);
        assertThat(change.charge()).isEqualTo(Charge.COUNTED);
    }

    @Test
    void lostWorkersCostNoRetryUpToCap() {
        // When
        Change again = decisions.lost(run(RunState.LEASED, 3, false, 2, 2));
        Change last = decisions.lost(run(RunState.LEASED, 4, false, 2, 3));

        // Then
        assertThat(again.to()).isEqualTo(RunState.PENDING);
        assertThat(again.attempt()).isEqualTo(AttemptState.LOST);
        assertThat(again.charge()).isEqualTo(Charge.INFRASTRUCTURE);
        assertThat(last.to()).isEqualTo(RunState.FAILED);
    }

    @Test
    void runToBeCancelledIsNotTriedAgain() {
        // Given
        RunSnapshot run = run(RunState.LEASED, 1, true, 0, 0);

        // Then
        assertThat(decisions.lost(run).to()).isEqualTo(RunState.CANCELLED);
        assertThat(decisions.released(run).to()).isEqualTo(RunState.CANCELLED);
        assertThat(decisions.ended(run, 1, crash()).orElseThrow().to())
                .isEqualTo(RunState.CANCELLED);
        assertThat(decisions.ended(run, 1, new RunEvent.Cancelled(4)).orElseThrow().to())
                .isEqualTo(RunState.CANCELLED);
    }

    @Test
    void workerThatStopsUnaskedGivesTheRunBack() {
        // When
        Change change = decisions.ended(leased(1), 1, new RunEvent.Cancelled(4)).orElseThrow();

        // Then
        assertThat(change.to()).isEqualTo(RunState.PENDING);
    }

    @Test
    void runToBePausedIsPausedHoweverItsAttemptEnds() {
        // Given
        RunSnapshot run = interrupted(Interruption.PAUSE);

        // Then
        assertThat(decisions.ended(run, 1, new RunEvent.Cancelled(4)))
                .contains(Change.plain(RunState.PAUSED, AttemptState.RELEASED));
        assertThat(decisions.released(run).to()).isEqualTo(RunState.PAUSED);
        assertThat(decisions.lost(run).to()).isEqualTo(RunState.PAUSED);
        assertThat(decisions.lost(run).charge()).isEqualTo(Charge.INFRASTRUCTURE);
        assertThat(decisions.ended(run, 1, crash()).orElseThrow().to()).isEqualTo(RunState.PAUSED);
        // And an end is an end
        assertThat(decisions.ended(run, 1, new RunEvent.Finished(9, Map.of())).orElseThrow().to())
                .isEqualTo(RunState.SUCCEEDED);
    }

    @Test
    void preemptedRunWaitsAgainAtOnceAndAtNoCost() {
        // When
        Change change =
                decisions
                        .ended(interrupted(Interruption.PREEMPT), 1, new RunEvent.Cancelled(4))
                        .orElseThrow();

        // Then
        assertThat(change).isEqualTo(Change.plain(RunState.PENDING, AttemptState.PREEMPTED));
    }

    @ParameterizedTest
    @EnumSource(Interruption.class)
    void cancelCountsMoreThanAnyOtherReasonToStop(Interruption interruption) {
        // Given
        RunSnapshot run =
                new RunSnapshot(
                        new UUID(1, 2),
                        RunState.LEASED,
                        true,
                        interruption,
                        1,
                        new UUID(3, 4),
                        0,
                        0,
                        2);

        // Then
        assertThat(decisions.ended(run, 1, new RunEvent.Cancelled(4)).orElseThrow().to())
                .isEqualTo(RunState.CANCELLED);
        assertThat(decisions.lost(run).to()).isEqualTo(RunState.CANCELLED);
        assertThat(decisions.released(run).to()).isEqualTo(RunState.CANCELLED);
    }

    @ParameterizedTest
    @EnumSource(RunState.class)
    void whatUsersAndOtherRunsCauseAreLegalMoves(RunState state) {
        // Given
        RunSnapshot run = run(state, 1, false, 0, 0);

        // Then
        Stream.of(decisions.paused(run), decisions.recalled(run), decisions.orphaned(run, "why"))
                .flatMap(Optional::stream)
                .forEach(change -> assertThat(Moves.from(state)).contains(change.to()));
    }

    @Test
    void everyDecisionIsLegalMove() {
        // Given
        RunSnapshot run = leased(1);

        // Then
        for (FailureKind kind : FailureKind.values()) {
            Change change =
                    decisions.ended(run, 1, new RunEvent.Failed(kind, "why", 1)).orElseThrow();
            assertThat(Moves.from(RunState.LEASED)).contains(change.to());
        }
        for (RunState state : RunState.values()) {
            decisions
                    .cancelled(run(state, 1, false, 0, 0))
                    .ifPresent(change -> assertThat(Moves.from(state)).contains(change.to()));
        }
    }

    @Test
    void pausesSpreadBetweenTheirBoundsAndGrow() {
        // Given
        Random random = new Random(7);

        // Then
        for (int failures = 1; failures < 100; failures++) {
            Duration most = POLICY.shortest().multipliedBy(1L << Math.min(failures, 10));
            Duration pause = POLICY.pause(failures, random);
            assertThat(pause).isBetween(POLICY.shortest(), POLICY.longest());
            assertThat(pause).isLessThanOrEqualTo(most);
        }
        Change change = decisions.ended(leased(1), 1, crash()).orElseThrow();
        assertThat(Objects.requireNonNull(change.pause()))
                .isBetween(Duration.ofSeconds(10), Duration.ofSeconds(20));
    }

    @ParameterizedTest
    @EnumSource(RunState.class)
    void nothingLeavesAnEnd(RunState state) {
        // Then
        assertThat(Moves.from(state).isEmpty()).isEqualTo(state.isTerminal());
    }

    private static RunEvent.Failed crash() {
        return new RunEvent.Failed(FailureKind.TRAINER_CRASHED, "crash", 4);
    }

    private static RunSnapshot leased(int attempt) {
        return run(RunState.LEASED, attempt, false, 0, 0);
    }

    private static RunSnapshot interrupted(Interruption interruption) {
        return new RunSnapshot(
                new UUID(1, 2), RunState.LEASED, false, interruption, 1, new UUID(3, 4), 0, 0, 2);
    }

    private static RunSnapshot run(
            RunState state, int attempt, boolean cancel, int counted, int infrastructure) {
        return new RunSnapshot(
                new UUID(1, 2),
                state,
                cancel,
                null,
                attempt,
                new UUID(3, 4),
                counted,
                infrastructure,
                2);
    }
}
