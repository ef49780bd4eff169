package io.trainyard.orchestrator.trigger.kind;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.spec.Problem;
import io.trainyard.orchestrator.store.Nature;
import io.trainyard.orchestrator.trigger.kind.WatchedKind.Look;
import io.trainyard.orchestrator.trigger.kind.WatchedKind.Sight;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CronTriggerTest {
    private final CronTrigger cron = new CronTrigger();

    private static ObjectNode parameters(String expression, String zone) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("expression", expression)
                .put("timeZone", zone);
    }

    private Sight look(ObjectNode parameters, ObjectNode memory, Instant since, Instant now) {
        return cron.look(new Look(parameters, memory, since, now, () -> {}));
    }

    /** The ticks of a server that looks when it should. */
    private List<Instant> ticks(String expression, String zone, String from, String to) {
        ObjectNode parameters = parameters(expression, zone);
        ObjectNode memory = JsonNodeFactory.instance.objectNode();
        Instant since = Instant.parse(from);
        Instant end = Instant.parse(to);
        List<Instant> ticks = new ArrayList<>();
        for (Instant now = since; !now.isAfter(end); ) {
            Sight sight = look(parameters, memory, since, now);
            sight.seen().forEach(seen -> ticks.add(Instant.parse(seen.id())));
            memory = sight.memory();
            now = sight.next();
        }
        return ticks;
    }

    @Test
    void timeOfDayInTheRepeatedHourTicksOnce() {
        // Berlin's clocks went from 03:00 back to 02:00 at 01:00 UTC.
        assertThat(
                        ticks(
                                "30 2 * * *",
                                "Europe/Berlin",
                                "2026-10-24T12:00:00Z",
                                "2026-10-26T12:00:00Z"))
                .containsExactly(
                        Instant.parse("2026-10-25T00:30:00Z"),
                        Instant.parse("2026-10-26T01:30:00Z"));
    }

    @Test
    void intervalTicksThroughTheRepeatedHour() {
        assertThat(
                        ticks(
                                "*/30 * * * *",
                                "Europe/Berlin",
                                "2026-10-24T23:45:00Z",
                                "2026-10-25T02:00:00Z"))
                .containsExactly(
                        Instant.parse("2026-10-25T00:00:00Z"),
                        Instant.parse("2026-10-25T00:30:00Z"),
                        Instant.parse("2026-10-25T01:00:00Z"),
                        Instant.parse("2026-10-25T01:30:00Z"),
                        Instant.parse("2026-10-25T02:00:00Z"));
    }

    @Test
    void timeOfDayInTheSkippedHourDoesNotTickThatDay() {
        // Berlin's clocks went from 02:00 to 03:00 at 01:00 UTC.
        assertThat(
                        ticks(
                                "30 2 * * *",
                                "Europe/Berlin",
                                "2026-03-27T12:00:00Z",
                                "2026-03-30T12:00:00Z"))
                .containsExactly(
                        Instant.parse("2026-03-28T01:30:00Z"),
                        Instant.parse("2026-03-30T00:30:00Z"));
    }

    @Test
    void latestMissedTickStandsForTheOthers() {
        // Given a server that was down from 12:00 to 15:10
        Instant since = Instant.parse("2026-05-01T12:00:00Z");
        Instant now = Instant.parse("2026-05-01T15:10:00Z");

        // When
        Sight sight =
                look(
                        parameters("0 * * * *", "UTC"),
                        JsonNodeFactory.instance.objectNode(),
                        since,
                        now);

        // Then
        assertThat(sight.seen())
                .extracting(Occurrence::id)
                .containsExactly(
                        "2026-05-01T13:00:00Z", "2026-05-01T14:00:00Z", "2026-05-01T15:00:00Z");
        assertThat(sight.seen())
                .extracting(Occurrence::nature)
                .containsExactly(Nature.MISSED, Nature.MISSED, Nature.CHANGE);
        // It is late by more than a minute, so that it counts from now.
        assertThat(sight.seen().getLast().at()).isEqualTo(now);
        assertThat(sight.next()).isEqualTo(Instant.parse("2026-05-01T16:00:00Z"));
    }

    @Test
    void punctualTickCountsFromItself() {
        Instant tick = Instant.parse("2026-05-01T13:00:00Z");
        Sight sight =
                look(
                        parameters("0 * * * *", "UTC"),
                        JsonNodeFactory.instance.objectNode(),
                        tick.minusSeconds(60),
                        tick.plusMillis(700));
        assertThat(sight.seen()).singleElement().matches(seen -> seen.at().equals(tick));
    }

    @Test
    void longOutageMakesAHundredLinesAndOneThatCounts() {
        // Given
        Instant since = Instant.parse("2026-05-01T12:00:00Z");

        // When
        Sight sight =
                look(
                        parameters("* * * * *", "UTC"),
                        JsonNodeFactory.instance.objectNode(),
                        since,
                        since.plus(Duration.ofMinutes(5_000)));

        // Then
        assertThat(sight.seen()).hasSize(102);
        assertThat(sight.seen().stream().mapToInt(Occurrence::count).sum()).isEqualTo(5_000);
        assertThat(sight.seen().getFirst().count()).isEqualTo(4_899);
        assertThat(sight.seen().getFirst().id()).isEqualTo("ticks:2026-05-01T12:01:00Z");
        assertThat(sight.seen()).extracting(Occurrence::id).doesNotHaveDuplicates();
    }

    @Test
    void nothingIsSeenTwice() {
        // Given
        Instant since = Instant.parse("2026-05-01T12:00:00Z");
        ObjectNode parameters = parameters("* * * * *", "UTC");
        Instant now = since.plusSeconds(60);

        // When
        Sight first = look(parameters, JsonNodeFactory.instance.objectNode(), since, now);
        Sight again = look(parameters, first.memory(), since, now);

        // Then
        assertThat(first.seen()).hasSize(1);
        assertThat(again.seen()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "61 * * * *",
                "* * * *",
                "* * * * * *",
                "a b c d e",
                "*/0 * * * *",
                "5-1 * * * *",
                "@reboot",
                "   ",
                "0 0 L * *"
            })
    void malformedExpressionSaysWhatIsAllowed(String expression) {
        assertThat(cron.check(parameters(expression, "UTC"), TriggerKindsTest.NOW))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.path()).isEqualTo("expression");
                    assertThat(problem.message()).contains("'" + expression + "'", "minute (0-59)");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0 30 2 *", "0 9 31 4,6 *"})
    void expressionThatNeverComesIsRefused(String expression) {
        assertThat(cron.check(parameters(expression, "UTC"), TriggerKindsTest.NOW))
                .singleElement()
                .extracting(Problem::message)
                .asString()
                .contains(expression, "never comes");
    }

    @Test
    void unknownZoneHidesNoOtherProblem() {
        assertThat(cron.check(parameters("0 0 30 2 *", "Europe/Berlim"), TriggerKindsTest.NOW))
                .extracting(Problem::path)
                .containsExactly("timeZone", "expression");
    }

    @Test
    void leapDayComes() {
        assertThat(cron.check(parameters("0 0 29 2 *", "UTC"), TriggerKindsTest.NOW)).isEmpty();
    }
}
