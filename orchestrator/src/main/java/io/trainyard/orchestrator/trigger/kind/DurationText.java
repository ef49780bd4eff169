package io.trainyard.orchestrator.trigger.kind;

import io.quarkus.runtime.configuration.DurationConverter;
import io.trainyard.contract.catalogue.Schema;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/** Durations as people write them, and in sentences. */
public final class DurationText {
    private static final String PATTERN =
            "\\d{1,9}(ms|s|m|h|d)|P(?=.)(\\d{1,4}D)?(T(?=\\d)(\\d{1,6}H)?(\\d{1,8}M)?(\\d{1,9}S)?)?";

    private DurationText() {}

    /** The schema of one. */
    public static Schema schema() {
        return Schema.text().pattern(PATTERN, "a duration such as 30s, 10m, 2h, 1d or PT90M");
    }

    /** Reads what {@link #schema} has accepted. */
    public static Duration parse(String text) {
        return DurationConverter.parseDuration(text);
    }

    /** Such as {@code 1h30m}; milliseconds only of what is shorter than a minute. */
    public static String words(Duration duration) {
        Duration shown =
                duration.compareTo(Duration.ofMinutes(1)) < 0
                        ? duration.truncatedTo(ChronoUnit.MILLIS)
                        : duration.truncatedTo(ChronoUnit.SECONDS);
        return shown.toString().substring("PT".length()).toLowerCase(java.util.Locale.ROOT);
    }
}
