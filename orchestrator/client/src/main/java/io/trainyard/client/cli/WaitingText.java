package io.trainyard.client.cli;

import io.trainyard.contract.api.Waiting;
import io.trainyard.contract.api.Waiting.Estimate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** What a run waits for, in words. */
final class WaitingText {
    private WaitingText() {}

    /** A few words for a table. */
    static String brief(Waiting waiting) {
        String reason = waiting.reason().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return waiting.position() == null
                ? reason
                : "%s, number %d".formatted(reason, waiting.position());
    }

    /** When it may start, or why nobody knows. */
    static String start(Waiting waiting) {
        Estimate start = waiting.start();
        if (start == null) {
            return "unknown: " + waiting.noEstimate();
        }
        Instant latest = start.latest();
        return latest == null
                ? "not before %s (%s)".formatted(time(start.earliest()), start.basis())
                : "between %s and %s (%s)"
                        .formatted(time(start.earliest()), time(latest), start.basis());
    }

    private static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
