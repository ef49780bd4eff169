package io.trainyard.orchestrator.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRowTest {
    @Test
    void cellsAreQuotedWhereTheyMust() throws IOException {
        assertThat(row("a", null, "b c", "d,e", "f \"g\"", "h\r\ni"))
                .isEqualTo("a,,b c,\"d,e\",\"f \"\"g\"\"\",\"h\r\ni\"\r\n");
    }

    @Test
    void numbersStayNumbers() throws IOException {
        assertThat(row("-0.5", "1e-05", "-Infinity", "NaN"))
                .isEqualTo("-0.5,1e-05,-Infinity,NaN\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"=1+1", "+cmd", "-2+3", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", "\u00a0=1"})
    void formulasAreDefused(String text) throws IOException {
        assertThat(row(text)).startsWith("\"'" + text);
    }

    private static String row(@Nullable String... cells) throws IOException {
        StringWriter writer = new StringWriter();
        CsvRow.write(writer, Arrays.asList(cells));
        return writer.toString();
    }
}
