package io.trainyard.orchestrator.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.api.Decision;
import io.trainyard.orchestrator.store.Nature;
import io.trainyard.orchestrator.trigger.Policy.State;
import io.trainyard.orchestrator.trigger.Policy.Verdict;
import io.trainyard.orchestrator.trigger.Policy.Waiting;
import io.trainyard.orchestrator.trigger.kind.Occurrence;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PolicyTest {
    private static final Instant T = Instant.parse("2026-05-01T12:00:00Z");

    private static Policy momentary(int debounceSeconds, int cooldownSeconds) {
        return new Policy(
                Duration.ofSeconds(debounceSeconds), Duration.ofSeconds(cooldownSeconds), false);
    }

    private static Policy lasting(int debounceSeconds, int cooldownSeconds) {
        return new Policy(
                Duration.ofSeconds(debounceSeconds), Duration.ofSeconds(cooldownSeconds), true);
    }

    private static Occurrence at(int seconds) {
        return Occurrence.change("o" + seconds, "occurrence o" + seconds, T.plusSeconds(seconds));
    }

    private static State waiting(int seenSeconds, int dueSeconds) {
        return State.NEW.waitingFor(
                new Waiting(
                        "o" + seenSeconds, T.plusSeconds(seenSeconds), T.plusSeconds(dueSeconds)));
    }

    @Test
    void withoutDebounceAnOccurrenceIsDueAtOnce() {
        // When
        Verdict verdict = momentary(0, 0).seen(State.NEW, at(5));

        // Then
        assertThat(verdict.decision()).isEqualTo(Decision.WAITING);
        assertThat(verdict.dueAt()).isEqualTo(T.plusSeconds(5));
        assertThat(verdict.displaced()).isNull();
    }

    @Test
    void newerOccurrenceTakesThePlaceOfTheOneThatWaits() {
        // When
        Verdict verdict = momentary(30, 0).seen(waiting(0, 30), at(10));

        // Then
        assertThat(verdict.dueAt()).isEqualTo(T.plusSeconds(40));
        assertThat(verdict.displaced()).contains("o10", "10s later", "2026-05-01T12:00:30Z");
    }

    @Test
    void whatIsDueIsNotDisplacedAnyMore() {
        // Given one that was due, and that nobody has fired yet
        State state = waiting(0, 30);

        // Then
        assertThat(momentary(30, 0).seen(state, at(30)).displaced()).isNull();
        assertThat(momentary(30, 60).seen(state, at(40)).decision()).isEqualTo(Decision.SUPPRESSED);
    }

    @Test
    void momentaryOccurrenceWithinTheCooldownIsSuppressedWithItsFigures() {
        // Given
        State state = State.NEW.firedAt(T);

        // When
        Verdict early = momentary(0, 60).seen(state, at(59));
        Verdict late = momentary(0, 60).seen(state, at(60));

        // Then
        assertThat(early.decision()).isEqualTo(Decision.SUPPRESSED);
        assertThat(early.reason())
                .isEqualTo(
                        "occurrence o59 came 59s after the last firing at 2026-05-01T12:00:00Z; the cooldown is 1m");
        assertThat(late.decision()).isEqualTo(Decision.WAITING);
    }

    @Test
    void lastingChangeWithinTheCooldownWaitsForItsEnd() {
        // Given
        State state = State.NEW.firedAt(T);

        // Then
        assertThat(lasting(10, 60).seen(state, at(5)).dueAt()).isEqualTo(T.plusSeconds(60));
        assertThat(lasting(10, 60).seen(state, at(55)).dueAt()).isEqualTo(T.plusSeconds(65));
    }

    @Test
    void lastingChangeIsDisplacedEvenWhenDueBecauseNobodyConfirmedIt() {
        assertThat(lasting(10, 0).seen(waiting(0, 10), at(20)).displaced()).contains("o20");
    }

    @Test
    void returnToWhatWasActedUponDisplacesAndStartsNothing() {
        // When
        Verdict verdict = lasting(10, 0).seen(waiting(0, 10), at(5).as(Nature.RETURNED, "o5#2"));

        // Then
        assertThat(verdict.decision()).isEqualTo(Decision.SUPPRESSED);
        assertThat(verdict.displaced()).contains("o5#2");
    }

    @Test
    void othersAreDecidedByWhatTheyAre() {
        // Given
        Policy policy = momentary(0, 0);

        // Then
        assertThat(policy.seen(State.NEW, at(0).as(Nature.BASELINE, "b")).decision())
                .isEqualTo(Decision.SUPPRESSED);
        assertThat(policy.seen(State.NEW, at(0).as(Nature.MISSED, "m")).decision())
                .isEqualTo(Decision.COALESCED);
        assertThat(policy.seen(State.NEW, at(0).as(Nature.TROUBLE, "t")).decision())
                .isEqualTo(Decision.REFUSED);
    }

    @Test
    void latenessCountsOnlyBeyondAMinute() {
        // Then
        assertThat(Occurrence.counted(T, T.plusMillis(900))).isEqualTo(T);
        assertThat(Occurrence.counted(T, T.plusSeconds(61))).isEqualTo(T.plusSeconds(61));
        assertThat(momentary(0, 0).fires("tick", T, T, T.plusSeconds(2)))
                .isEqualTo("tick; there is no debounce");
        assertThat(momentary(0, 0).fires("tick", T, T, T.plusSeconds(7200))).contains("2h late");
    }
}
