package io.trainyard.contract.spec;

import com.fasterxml.jackson.databind.JsonNode;
import io.trainyard.contract.PlainText;
import io.trainyard.contract.catalogue.Schema;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Whether a text is one that its schema allows. */
final class TextCheck {
    private TextCheck() {}

    /** What it must be and is not; the first of what is wrong. */
    static Optional<String> complaint(String text, JsonNode schema) {
        // PostgreSQL stores no NUL, UTF-8 no lone surrogate, and a terminal obeys the others.
        if (text.codePoints().anyMatch(PlainText::isControl)) {
            return Optional.of("must be text without control characters or lone surrogates");
        }
        if (schema.has(Schema.VISIBLE)) {
            if (text.codePoints().anyMatch(PlainText::isInvisible)) {
                return Optional.of("must be text without invisible characters");
            }
            // An empty one is too short, which its size says.
            if (!text.isEmpty() && text.isBlank()) {
                return Optional.of("must not be blank");
            }
        }
        if (schema.has(Schema.LEAST) && !isWithin(text, schema)) {
            return Optional.of("must be " + TypeCheck.describe(schema));
        }
        String pattern = schema.path("pattern").asText("");
        return pattern.isEmpty() || Pattern.matches(pattern, text)
                ? Optional.empty()
                : Optional.of("must be " + schema.path("x-meaning").asText());
    }

    private static boolean isWithin(String text, JsonNode schema) {
        try {
            Duration duration = Duration.parse(text);
            return duration.compareTo(Duration.parse(schema.path(Schema.LEAST).asText())) >= 0
                    && duration.compareTo(Duration.parse(schema.path(Schema.MOST).asText())) <= 0;
        } catch (DateTimeParseException noDurationOrBeyondAllRange) {
            return false;
        }
    }
}
