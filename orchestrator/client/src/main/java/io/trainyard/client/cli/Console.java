package io.trainyard.client.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.trainyard.client.cli.progress.BarView;
import io.trainyard.client.cli.progress.LineView;
import io.trainyard.client.cli.progress.ProgressView;
import io.trainyard.contract.PlainText;
import io.trainyard.contract.Wire;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** The only class that prints. */
final class Console {
    private final PrintStream out;
    private final PrintStream err;
    private final boolean terminal;
    private volatile boolean quiet;

    Console(PrintStream out, PrintStream err, boolean terminal) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    /** The process's own. */
    static Console ofProcess() {
        boolean terminal =
                Optional.ofNullable(System.console())
                        .filter(java.io.Console::isTerminal)
                        .isPresent();
        return new Console(System.out, System.err, terminal);
    }

    /** One line; what would begin another or move the terminal's cursor is shown instead. */
    void line(String text) {
        if (!quiet) {
            out.println(PlainText.shown(text));
        }
    }

    /** As {@link #line}, on standard error. */
    void error(String text) {
        if (!quiet) {
            err.println(PlainText.shown(text));
        }
    }

    /** A failure in one or more lines, the ends of which are our own. */
    void failure(Throwable failure) {
        String.valueOf(failure.getMessage()).lines().forEach(this::error);
    }

    /** One JSON document on one line. */
    void json(Object value) {
        try {
            line(Wire.json().writeValueAsString(value));
        } catch (JsonProcessingException fault) {
            throw new IllegalArgumentException(fault);
        }
    }

    /** All of a text; as it is to a file, and to a terminal line by line as {@link #line}. */
    void copy(InputStream text) throws IOException {
        if (terminal) {
            new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8))
                    .lines()
                    .forEach(this::line);
        } else {
            var _ = text.transferTo(out);
            out.flush();
        }
    }

    /** Columns as wide as their widest cell. */
    void table(List<List<String>> written) {
        List<List<String>> rows =
                written.stream().map(row -> row.stream().map(PlainText::shown).toList()).toList();
        int columns = rows.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<String> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        }
        for (List<String> row : rows) {
            var text = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                String cell = row.get(column);
                text.append(cell).repeat(' ', widths[column] - cell.length() + 2);
            }
            line(text.toString().stripTrailing());
        }
    }

    /** The line that scripts look for; nothing where no test split was measured. */
    void testAccuracy(OptionalDouble accuracy) {
        accuracy.ifPresent(value -> line(String.format(Locale.ROOT, "test accuracy: %.4f", value)));
    }

    /** A bar on a terminal, else lines. */
    ProgressView progress(String name) {
        return terminal ? new BarView(err, name) : new LineView(this::line);
    }

    /** Prints nothing more: the user has gone, and what breaks now is meant to. */
    void hush() {
        quiet = true;
    }
}
