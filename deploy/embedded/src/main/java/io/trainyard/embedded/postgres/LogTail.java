package io.trainyard.embedded.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The end of a log, to say why a program failed. */
final class LogTail {
    private static final int LINES = 5;

    private LogTail() {}

    static String of(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log).stream().filter(l -> !l.isBlank()).toList();
        return String.join(" | ", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
    }
}
