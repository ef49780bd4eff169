package io.trainyard.client.trainer;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The file that a trainer's standard error is appended to.
 *
 * @param start where this trainer's own words begin, in bytes
 */
record TrainerLog(Path file, long start) {
    private static final int TAIL_BYTES = 8192;
    private static final int TAIL_LINES = 5;

    /** Lines of a stack trace that say nothing to a user. */
    private static final Pattern STACK = Pattern.compile("\\s+(at |\\.\\.\\. )");

    static TrainerLog at(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        return new TrainerLog(file, Files.exists(file) ? Files.size(file) : 0);
    }

    ProcessBuilder.Redirect redirect() {
        return ProcessBuilder.Redirect.appendTo(file.toFile());
    }

    void append(String line) throws IOException {
        Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** The last lines this trainer wrote, in one. */
    String tail() {
        try (var bytes = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(start, bytes.length() - TAIL_BYTES);
            byte[] end = new byte[(int) Math.max(0, bytes.length() - from)];
            bytes.seek(from);
            bytes.readFully(end);
            List<String> lines =
                    new String(end, StandardCharsets.UTF_8)
                            .lines()
                            .filter(line -> !line.isBlank() && !STACK.matcher(line).lookingAt())
                            .toList();
            return String.join(
                    " | ", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException unreadable) {
            return "its log %s cannot be read".formatted(file);
        }
    }
}
