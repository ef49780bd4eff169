package io.trainyard.orchestrator.view;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows as RFC 4180 has them. Text that a spreadsheet would run as a formula gets an
 * apostrophe before it (OWASP, CSV injection); numbers stay numbers.
 */
final class CsvRow {
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?\\d+(\\.\\d+)?([eE][+-]?\\d+)?|-Infinity");
    private static final String STARTS_FORMULA = "=+-@\t\r\n＝＋－＠";
    private static final Pattern NEEDS_QUOTES = Pattern.compile("[\",\r\n\t;']");

    private CsvRow() {}

    static void write(Writer writer, List<? extends @Nullable String> cells) throws IOException {
        for (int index = 0; index < cells.size(); index++) {
            if (index > 0) {
                writer.write(',');
            }
            writer.write(cell(cells.get(index)));
        }
        writer.write("\r\n");
    }

    private static String cell(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        String safe = startsFormula(text) ? "'" + text : text;
        return NEEDS_QUOTES.matcher(safe).find() ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }

    /** Spreadsheets pass over spaces before a formula. */
    private static boolean startsFormula(String text) {
        String shown = text.replaceFirst("^[\\s\\p{Z}\\p{C}&&[^\t\r\n]]+", "");
        return !shown.isEmpty()
                && STARTS_FORMULA.indexOf(shown.charAt(0)) >= 0
                && !NUMBER.matcher(text).matches();
    }
}
