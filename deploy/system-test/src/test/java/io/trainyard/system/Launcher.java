package io.trainyard.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * {@code deploy/trainyard} over a data folder.
 *
 * @param environment added to this process's own
 */
public record Launcher(Path dataFolder, Map<String, String> environment) {
    private static final long LIMIT_SECONDS = 180;

    /** What a command left behind; standard error is part of the output. */
    public record Result(int status, String output) {
        public Result succeeded() {
            assertThat(status).as(output).isZero();
            return this;
        }
    }

    public static Path repository() {
        // Maven's test plugins set it to this module's folder.
        return Path.of(System.getProperty("basedir", "."))
                .toAbsolutePath()
                .resolve("../..")
                .normalize();
    }

    /** Runs a command to its end. */
    public Result run(String... arguments) {
        try {
            Path output = Files.createTempFile("trainyard", ".out");
            Process process = start(output, arguments);
            try {
                if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                    throw new AssertionError(
                            "%s does not end: %s"
                                    .formatted(List.of(arguments), Files.readString(output)));
                }
                return new Result(process.exitValue(), Files.readString(output));
            } finally {
                process.destroyForcibly();
                Files.delete(output);
            }
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    /** Starts a command that stays. */
    public Process start(Path output, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(repository().resolve("deploy/trainyard").toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectInput(new File("/dev/null"))
                        .redirectOutput(output.toFile());
        Map<String, String> variables = new HashMap<>(environment);
        variables.put("TRAINYARD_HOME", dataFolder.toString());
        builder.environment()
                .keySet()
                .removeIf(name -> name.equals("TRAINYARD_URL") || name.equals("TRAINYARD_TOKEN"));
        builder.environment().putAll(variables);
        return builder.start();
    }
}
