package io.trainyard.client.local;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A program of the server, which goes on when the command ends that started it. */
final class Child {
    private static final int TAIL_LINES = 12;

    /** Lines of a stack trace that say nothing to a user. */
    private static final Pattern STACK = Pattern.compile("\\s+(at |\\.\\.\\. )");

    private final ChildState state;
    private final @Nullable Process process;

    private Child(ChildState state, @Nullable Process process) {
        this.state = state;
        this.process = process;
    }

    /** One that an earlier command started, and that still runs. */
    static Child adopt(ChildState state) {
        return new Child(state, null);
    }

    static Child start(Program program, LocalFolder folder) throws IOException {
        Path log = folder.freshLog(program.name());
        var builder =
                new ProcessBuilder(program.detachedCommand())
                        .directory(folder.path().toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .redirectInput(new File("/dev/null"));
        builder.environment().putAll(program.environment());
        Process process = builder.start();
        var state =
                new ChildState(
                        program.name(),
                        process.pid(),
                        process.info().startInstant().orElse(null),
                        log);
        return new Child(state, process);
    }

    ChildState state() {
        return state;
    }

    /** Whether an earlier command started it. */
    boolean isAdopted() {
        return process == null;
    }

    /**
     * Does nothing while the program runs.
     *
     * @throws LocalServerException with the end of its log, once it has ended
     */
    void mustRun() {
        if (!state.isAlive()) {
            String status =
                    process == null || process.isAlive()
                            ? ""
                            : " with exit status " + process.exitValue();
            throw new LocalServerException(
                    "the %s ended%s; the end of %s:%n%s"
                            .formatted(state.name(), status, state.log(), tail()));
        }
    }

    private String tail() {
        try {
            List<String> lines =
                    Files.readAllLines(state.log()).stream()
                            .filter(line -> !line.isBlank() && !STACK.matcher(line).lookingAt())
                            .toList();
            return String.join(
                    System.lineSeparator(),
                    lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
        } catch (IOException unreadable) {
            return "(%s)".formatted(unreadable.getMessage());
        }
    }
}
