package io.trainyard.client.cli;

import io.trainyard.contract.api.Decision;
import io.trainyard.contract.api.DecisionView;
import io.trainyard.contract.api.TriggerView;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Triggers and their decisions as rows of a table. */
final class TriggerLine {
    static final List<String> HEADINGS = List.of("TRIGGER", "KIND", "FIRED", "NEXT", "LAST");

    private static final int LONGEST_OCCURRENCE = 32;

    private TriggerLine() {}

    static List<String> of(TriggerView trigger) {
        DecisionView last = trigger.lastDecision();
        return List.of(
                trigger.name(),
                trigger.kind(),
                Long.toString(trigger.fired()),
                time(trigger.next()),
                last == null ? "-" : "%s %s".formatted(word(last.decision()), time(last.seenAt())));
    }

    static List<String> of(DecisionView decision) {
        UUID run = decision.run();
        return List.of(
                time(decision.seenAt()),
                word(decision.decision()),
                run == null ? "-" : RunLine.shortId(run),
                times(decision.count()),
                shortened(decision.occurrence()),
                printable(decision.reason()));
    }

    /** A decision in small letters. */
    static String word(Decision decision) {
        return decision.name().toLowerCase(Locale.ROOT);
    }

    static String time(@Nullable Instant time) {
        return time == null ? "-" : time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static String words(Duration duration) {
        return duration.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
    }

    static String shortened(String occurrence) {
        String text = printable(occurrence);
        return text.length() <= LONGEST_OCCURRENCE
                ? text
                : text.substring(0, LONGEST_OCCURRENCE - 3) + "...";
    }

    /** What came from outside moves no cursor. */
    static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", " ");
    }

    private static String times(int count) {
        return count == 1 ? "" : count + "x";
    }
}
