package io.trainyard.orchestrator.search;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads values as a field's type has them. */
final class Literals {
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Pattern PERCENT = Pattern.compile("(-?(?:\\d+\\.?\\d*|\\.\\d+))%");
    private static final Pattern SPAN = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)([smhdw])");
    private static final Map<String, Duration> UNITS =
            Map.of(
                    "s", Duration.ofSeconds(1),
                    "m", Duration.ofMinutes(1),
                    "h", Duration.ofHours(1),
                    "d", Duration.ofDays(1),
                    "w", Duration.ofDays(7));
    private static final double MILLIS = 1e3;

    private final Instant now;

    /**
     * @param now what relative times are relative to
     */
    Literals(Instant now) {
        this.now = now;
    }

    /**
     * Reads a value.
     *
     * @throws SearchException where the type has no such value
     */
    Literal read(String text, Field field, int at) {
        return switch (field.type()) {
            case TEXT, TAGS -> new Literal(text, null);
            case ANY -> new Literal(text, number(text));
            case NUMBER ->
                    known(
                            text,
                            number(text),
                            field,
                            "a number such as 0.9, 90%, 1e-4, NaN or Infinity",
                            at);
            case SPAN ->
                    known(text, span(text), field, "a length such as 90s, 5m, 2h, 3d or 1w", at);
            case TIME ->
                    known(
                            text,
                            time(text),
                            field,
                            "a day (2026-01-31), a time (2026-01-31T08:30Z), now, today, yesterday or a length back from now (-7d)",
                            at);
        };
    }

    private static Literal known(
            String text, @Nullable Double number, Field field, String allowed, int at) {
        if (number == null) {
            throw new SearchException(
                    "'%s' at character %d is nothing that %s can be compared with; allowed: %s."
                            .formatted(text, at + 1, field.label(), allowed),
                    at);
        }
        return new Literal(text, number);
    }

    private static @Nullable Double number(String text) {
        Matcher percent = PERCENT.matcher(text);
        if (percent.matches()) {
            return Double.parseDouble(percent.group(1)) / 100;
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "nan" -> Double.NaN;
            case "infinity", "∞" -> Double.POSITIVE_INFINITY;
            case "-infinity", "−∞" -> Double.NEGATIVE_INFINITY;
            default -> NUMBER.matcher(text).matches() ? Double.valueOf(text) : null;
        };
    }

    private static @Nullable Double span(String text) {
        Matcher span = SPAN.matcher(text);
        if (!span.matches()) {
            return null;
        }
        Duration unit = UNITS.get(span.group(2));
        return unit == null ? null : Double.parseDouble(span.group(1)) * unit.toSeconds();
    }

    private @Nullable Double time(String text) {
        if (text.startsWith("-")) {
            Double back = span(text.substring(1));
            return back == null ? null : seconds(now) - back;
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "now" -> seconds(now);
            case "today" -> seconds(now.truncatedTo(ChronoUnit.DAYS));
            case "yesterday" -> seconds(now.truncatedTo(ChronoUnit.DAYS).minus(1, ChronoUnit.DAYS));
            default -> date(text);
        };
    }

    private static @Nullable Double date(String text) {
        try {
            if (text.length() <= "2026-01-31".length()) {
                return seconds(LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));
            }
            boolean hasOffset = text.endsWith("Z") || text.matches(".*[+-]\\d\\d:?\\d\\d");
            return seconds(
                    hasOffset
                            ? OffsetDateTime.parse(text).toInstant()
                            : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException _) {
            return null;
        }
    }

    private static double seconds(Instant instant) {
        return instant.toEpochMilli() / MILLIS;
    }
}
