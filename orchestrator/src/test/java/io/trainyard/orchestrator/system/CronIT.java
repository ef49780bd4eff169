package io.trainyard.orchestrator.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.trainyard.contract.api.Decision;
import io.trainyard.contract.api.DecisionView;
import io.trainyard.contract.api.DryRunView;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Ticks that came while nobody looked; what was remembered is moved back instead of waiting. */
@OrchestratorTest
class CronIT {
    private final Api api = new Api();
    private final TriggerFixture trigger = new TriggerFixture(api);

    @Test
    void latestMissedTickFiresOnceAndTheOthersAreCoalescedIntoIt() {
        // Given a trigger that ticks every hour
        var _ = trigger.add("{kind: cron, expression: \"0 * * * *\", timeZone: Europe/Berlin}");
        awaitNextTick();

        // When nobody has looked for two hours and a half, and then all look again
        Instant now = Instant.now();
        lookedLast(now.minus(Duration.ofMinutes(150)));
        List<DecisionView> lines =
                trigger.awaitDecisions(
                        found -> !found.isEmpty() && found.getFirst().decision() == Decision.FIRED);
        lookedLast(now.minus(Duration.ofMinutes(150)));
        awaitNextTick();

        // Then
        Instant latest = now.truncatedTo(ChronoUnit.HOURS);
        assertThat(lines.getFirst().occurrence()).isEqualTo(latest.toString());
        assertThat(lines).hasSizeBetween(2, 3);
        assertThat(lines.subList(1, lines.size()))
                .allMatch(line -> line.decision() == Decision.COALESCED)
                .allMatch(line -> line.reason().contains(latest.toString()));
        assertThat(trigger.decisions()).hasSameSizeAs(lines);
        assertThat(trigger.runs()).isEqualTo(1);
        assertThat(Objects.requireNonNull(trigger.view().next()))
                .isEqualTo(latest.plus(1, ChronoUnit.HOURS));
        DryRunView view =
                api.get("/api/triggers/" + trigger.name() + "/dry-run").as(DryRunView.class);
        assertThat(view.agrees()).isTrue();
        assertThat(view.upcoming()).hasSize(5);
    }

    /** Until it has looked, and waits for a tick to come. */
    private void awaitNextTick() {
        Awaitility.await()
                .atMost(TriggerFixture.PATIENCE)
                .until(
                        () -> Objects.requireNonNull(trigger.view().next()),
                        // A look in progress ends at no full minute.
                        next ->
                                next.isAfter(Instant.now())
                                        && next.equals(next.truncatedTo(ChronoUnit.MINUTES)));
    }

    private void lookedLast(Instant moment) {
        assertThat(
                        Rows.change(
                                """
                                UPDATE trigger SET memory = jsonb_build_object('after', ?::text),
                                    next_look_at = ? WHERE name = ?
                                """,
                                moment.toString(),
                                moment.atOffset(ZoneOffset.UTC),
                                trigger.name()))
                .isEqualTo(1);
    }
}
