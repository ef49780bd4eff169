package io.trainyard.orchestrator.trigger.kind;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trainyard.contract.catalogue.Schema;
import io.trainyard.contract.spec.Nearest;
import io.trainyard.contract.spec.Problem;
import io.trainyard.orchestrator.store.Nature;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * Ticks of a clock: the five fields of Unix cron, in a time zone.
 *
 * <p>Daylight saving as cron-utils has it: a time of day within the repeated hour ticks once, at
 * its first; one within the skipped hour does not tick that day; an interval ticks every real
 * interval.
 */
final class CronTrigger implements WatchedKind {
    private static final String EXPRESSION = "expression";
    private static final String TIME_ZONE = "timeZone";
    private static final String AFTER = "after";
    private static final int LONGEST_EXPRESSION = 200;
    private static final int MOST_SUGGESTED = 5;

    /** Missed ticks that get a line of their own. */
    private static final int MOST_LINES = 100;

    private static final CronParser PARSER =
            new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

    /** When it ticks. */
    private record Schedule(ExecutionTime times, ZoneId zone) {
        static Schedule of(ObjectNode parameters) {
            return in(ZoneId.of(parameters.get(TIME_ZONE).asText()), parameters);
        }

        static Schedule in(ZoneId zone, ObjectNode parameters) {
            return new Schedule(
                    ExecutionTime.forCron(PARSER.parse(parameters.get(EXPRESSION).asText())), zone);
        }

        Optional<Instant> next(Instant after) {
            return times.nextExecution(after.atZone(zone)).map(ZonedDateTime::toInstant);
        }
    }

    @Override
    public String name() {
        return "cron";
    }

    @Override
    public String summary() {
        return "at times of day, in a time zone";
    }

    @Override
    public Schema parameters() {
        return Schema.object()
                .require(
                        EXPRESSION,
                        "minute, hour, day of month, month and day of week, such as \"0 2 * * *\"",
                        Schema.text().size(1, LONGEST_EXPRESSION))
                .with(
                        TIME_ZONE,
                        "whose clock it goes by, such as Europe/Berlin",
                        Schema.text().size(1, LONGEST_EXPRESSION).defaultsTo("UTC"));
    }

    @Override
    public List<Problem> check(ObjectNode parameters, Instant now) {
        List<Problem> problems = new ArrayList<>();
        checkZone(parameters, problems);
        checkExpression(parameters, now, problems);
        return problems;
    }

    private static void checkZone(ObjectNode parameters, List<Problem> problems) {
        String written = parameters.get(TIME_ZONE).asText();
        try {
            var _ = ZoneId.of(written);
        } catch (DateTimeException unknown) {
            List<String> nearest =
                    Nearest.first(written, ZoneId.getAvailableZoneIds()).subList(0, MOST_SUGGESTED);
            problems.add(
                    problem(
                            parameters,
                            TIME_ZONE,
                            "is unknown; the nearest known: " + String.join(", ", nearest)));
        }
    }

    private static void checkExpression(
            ObjectNode parameters, Instant now, List<Problem> problems) {
        try {
            // In any zone, so that an unknown one hides nothing.
            if (Schedule.in(ZoneOffset.UTC, parameters).next(now).isEmpty()) {
                problems.add(
                        problem(
                                parameters,
                                EXPRESSION,
                                "never comes: no date has that day and month; such as \"0 2 * * *\" for two o'clock every night"));
            }
        } catch (IllegalArgumentException malformed) {
            problems.add(
                    problem(
                            parameters,
                            EXPRESSION,
                            "is no cron expression: %s; it needs minute (0-59), hour (0-23), day of month (1-31), month (1-12) and day of week (0-7, 0 and 7 are Sunday)"
                                    .formatted(malformed.getMessage())));
        }
    }

    private static Problem problem(ObjectNode parameters, String name, String complaint) {
        return new Problem(
                name,
                parameters.get(name),
                "%s '%s' %s".formatted(name, parameters.get(name).asText(), complaint));
    }

    @Override
    public Sight look(Look look) {
        Schedule schedule = Schedule.of(look.parameters());
        Instant since =
                look.memory().has(AFTER)
                        ? Instant.parse(look.memory().get(AFTER).asText())
                        : look.createdAt();
        Deque<Instant> ticks = new ArrayDeque<>();
        int uncounted = 0;
        Instant first = since;
        Optional<Instant> tick = schedule.next(since);
        while (tick.isPresent() && !tick.get().isAfter(look.now())) {
            ticks.addLast(tick.get());
            if (ticks.size() > MOST_LINES + 1) {
                first = uncounted == 0 ? ticks.getFirst() : first;
                var _ = ticks.removeFirst();
                uncounted++;
            }
            look.progress().made();
            tick = schedule.next(tick.get());
        }
        ObjectNode memory = JsonNodeFactory.instance.objectNode();
        memory.put(AFTER, look.now().toString());
        return new Sight(
                occurrences(ticks, uncounted, first, look.now()),
                true,
                memory,
                // Checked when it was added; should time run out all the same, it looks for years.
                tick.orElse(look.now().plus(java.time.Duration.ofDays(1))));
    }

    /** The latest tick stands for those that nobody looked at. */
    private static List<Occurrence> occurrences(
            Deque<Instant> ticks, int uncounted, Instant first, Instant now) {
        if (ticks.isEmpty()) {
            return List.of();
        }
        Instant latest = ticks.removeLast();
        List<Occurrence> seen = new ArrayList<>();
        if (uncounted > 0) {
            seen.add(
                    new Occurrence(
                            "ticks:" + first,
                            Nature.MISSED,
                            "%d ticks from %s on were missed; the latest, %s, stands for them"
                                    .formatted(uncounted, first, latest),
                            now,
                            uncounted));
        }
        for (Instant missed : ticks) {
            seen.add(
                    new Occurrence(
                            missed.toString(),
                            Nature.MISSED,
                            "the tick was missed; the latest, %s, stands for it".formatted(latest),
                            now,
                            1));
        }
        seen.add(
                Occurrence.change(
                        latest.toString(), "tick " + latest, Occurrence.counted(latest, now)));
        return seen;
    }

    @Override
    public List<Instant> upcoming(ObjectNode parameters, Instant now, int count) {
        Schedule schedule = Schedule.of(parameters);
        List<Instant> ticks = new ArrayList<>();
        Optional<Instant> tick = schedule.next(now);
        while (tick.isPresent() && ticks.size() < count) {
            ticks.add(tick.get());
            tick = schedule.next(tick.get());
        }
        return ticks;
    }
}
