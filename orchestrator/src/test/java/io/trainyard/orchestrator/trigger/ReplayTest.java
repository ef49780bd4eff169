package io.trainyard.orchestrator.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.api.Decision;
import io.trainyard.contract.api.DryRunView.Step;
import io.trainyard.orchestrator.store.DecisionRow;
import io.trainyard.orchestrator.store.Nature;
import io.trainyard.orchestrator.trigger.Policy.State;
import io.trainyard.orchestrator.trigger.Policy.Verdict;
import io.trainyard.orchestrator.trigger.Policy.Waiting;
import io.trainyard.orchestrator.trigger.kind.Occurrence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A ledger written by the policy, and read back by the replay. */
class ReplayTest {
    private static final Instant T = Instant.parse("2026-05-01T12:00:00Z");
    private static final UUID RUN = new UUID(0, 1);

    @Test
    void replayOfWhatThePolicyDecidedSaysTheSame() {
        for (long seed = 0; seed < 2_000; seed++) {
            // Given
            var random = new Random(seed);
            Policy policy =
                    new Policy(
                            Duration.ofSeconds(random.nextInt(3) * 20L),
                            Duration.ofSeconds(random.nextInt(3) * 45L),
                            random.nextBoolean());
            var ledger = new FakeLedger(policy, random);
            for (int count = 0; count < 30; count++) {
                ledger.advance();
            }

            // When
            List<Step> steps = Replay.of(policy, State.NEW, ledger.lines, ledger.now);

            // Then
            for (int index = 0; index < steps.size(); index++) {
                DecisionRow line = ledger.lines.get(index);
                Step step = steps.get(index);
                assertThat(step.decision()).as("seed %d %s", seed, line).isEqualTo(line.decision());
                assertThat(step.reason()).as("seed %d", seed).isEqualTo(line.reason());
            }
        }
    }

    @Test
    void replayUnderAnotherPolicyDisagrees() {
        // Given
        var ledger = new FakeLedger(new Policy(Duration.ZERO, Duration.ZERO, false), new Random(1));
        for (int count = 0; count < 30; count++) {
            ledger.advance();
        }

        // When
        List<Step> steps =
                Replay.of(
                        new Policy(Duration.ZERO, Duration.ofHours(1), false),
                        State.NEW,
                        ledger.lines,
                        ledger.now);

        // Then
        assertThat(steps).filteredOn(step -> step.decision() == Decision.FIRED).hasSize(1);
        assertThat(steps).anyMatch(step -> step.recorded() != step.decision());
    }

    /** What the server does, without one: it sees, and now and then fires what is due. */
    private static final class FakeLedger {
        private final Policy policy;
        private final Random random;
        private final List<DecisionRow> lines = new ArrayList<>();
        private Instant now = T;

        FakeLedger(Policy policy, Random random) {
            this.policy = policy;
            this.random = random;
        }

        void advance() {
            now = now.plusMillis(1 + random.nextInt(60_000));
            if (random.nextInt(3) > 0) {
                fireDue();
            }
            if (random.nextInt(3) > 0) {
                now = now.plusMillis(1);
                see();
            }
        }

        private void see() {
            Nature nature =
                    switch (random.nextInt(8)) {
                        case 0 -> Nature.TROUBLE;
                        case 1 -> policy.lasting() ? Nature.RETURNED : Nature.MISSED;
                        default -> Nature.CHANGE;
                    };
            var occurrence = new Occurrence("o" + lines.size(), nature, "seen", now, 1);
            Verdict verdict = policy.seen(state(), occurrence);
            if (verdict.displaced() != null) {
                int last = waiting().getLast();
                lines.set(last, decided(last, Decision.COALESCED, verdict.displaced()));
            }
            lines.add(
                    new DecisionRow(
                            lines.size(),
                            RUN,
                            "t",
                            occurrence.id(),
                            nature,
                            "seen",
                            now,
                            verdict.dueAt(),
                            verdict.decision(),
                            verdict.reason(),
                            verdict.decision() == Decision.WAITING ? null : now,
                            null,
                            1));
        }

        private void fireDue() {
            for (int index : waiting()) {
                DecisionRow line = lines.get(index);
                Instant due = Recorder.dueAt(line);
                if (due.isAfter(now)) {
                    continue;
                }
                boolean refused = random.nextInt(4) == 0;
                lines.set(
                        index,
                        decided(
                                index,
                                refused ? Decision.REFUSED : Decision.FIRED,
                                refused
                                        ? "invalid"
                                        : policy.fires("seen", line.seenAt(), due, now)));
            }
        }

        private State state() {
            @Nullable Instant last =
                    lines.stream()
                            .filter(line -> line.decision() == Decision.FIRED)
                            .reduce((one, other) -> other)
                            .map(Recorder::firedAt)
                            .orElse(null);
            if (waiting().isEmpty()) {
                return new State(null, last);
            }
            DecisionRow line = lines.get(waiting().getLast());
            return new State(
                    new Waiting(line.occurrence(), line.seenAt(), Recorder.dueAt(line)), last);
        }

        private List<Integer> waiting() {
            List<Integer> found = new ArrayList<>();
            for (int index = 0; index < lines.size(); index++) {
                if (lines.get(index).decision() == Decision.WAITING) {
                    found.add(index);
                }
            }
            return found;
        }

        private DecisionRow decided(int index, Decision decision, @Nullable String reason) {
            DecisionRow line = lines.get(index);
            return new DecisionRow(
                    line.id(),
                    line.trigger(),
                    line.name(),
                    line.occurrence(),
                    line.nature(),
                    line.detail(),
                    line.seenAt(),
                    line.dueAt(),
                    decision,
                    Objects.requireNonNull(reason),
                    now,
                    decision == Decision.FIRED ? RUN : null,
                    1);
        }
    }
}
