package io.trainyard.contract.spec;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.trainyard.contract.PlainText;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/** Where a text is not YAML, and why. */
final class SyntaxError {
    private SyntaxError() {}

    /** Such as " at line 2, column 1: found character '\t'". */
    static String of(JsonProcessingException malformed, String text) {
        return switch (malformed.getCause()) {
            // Its message begins with what was being read; the problem itself comes after that.
            case MarkedYAMLException marked when marked.getProblemMark() != null ->
                    at(
                            marked.getProblemMark().getLine() + 1,
                            marked.getProblemMark().getColumn() + 1,
                            marked.getProblem());
            case ReaderException unprintable -> of(unprintable, text);
            case null, default -> {
                var place = malformed.getLocation();
                yield place == null
                        ? at(1, 1, malformed.getOriginalMessage())
                        : at(
                                place.getLineNr(),
                                place.getColumnNr(),
                                malformed.getOriginalMessage());
            }
        };
    }

    private static String of(ReaderException unprintable, String text) {
        int position = text.indexOf(Character.toString(unprintable.getCodePoint()));
        String before = text.substring(0, Math.max(0, position));
        return at(
                Math.toIntExact(before.chars().filter(character -> character == '\n').count()) + 1,
                before.length() - before.lastIndexOf('\n'),
                "the character U+%04X is not allowed".formatted(unprintable.getCodePoint()));
    }

    private static String at(int line, int column, @Nullable String why) {
        String reason =
                why == null ? "malformed text" : why.lines().findFirst().orElse("malformed text");
        return " at line %d, column %d: %s".formatted(line, column, PlainText.shown(reason));
    }
}
