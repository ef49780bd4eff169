package io.trainyard.trainer.pipe;

import io.trainyard.contract.Wire;
import io.trainyard.contract.message.RunEvent;
import io.trainyard.contract.message.TrainerCommand;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** A trainer as a process of its own, spoken to as an agent speaks to it. */
final class RunningTrainer implements AutoCloseable {
    private final Process process;
    private final BufferedWriter commands;
    private final BufferedReader events;

    RunningTrainer(String... arguments) throws IOException {
        String classPath =
                Optional.ofNullable(System.getProperty("surefire.test.class.path"))
                        .orElseGet(() -> System.getProperty("java.class.path"));
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command =
                new ArrayList<>(
                        List.of(
                                java.toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                classPath,
                                "io.trainyard.trainer.Trainer"));
        command.addAll(List.of(arguments));
        process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        commands = process.outputWriter(StandardCharsets.UTF_8);
        events = process.inputReader(StandardCharsets.UTF_8);
    }

    Process process() {
        return process;
    }

    void send(TrainerCommand command) throws IOException {
        commands.write(Wire.json().writeValueAsString(command));
        commands.newLine();
        commands.flush();
    }

    void closeInput() throws IOException {
        commands.close();
    }

    /**
     * The events up to and including the first of that kind; a line that is no event fails the
     * test.
     */
    List<RunEvent> until(Predicate<RunEvent> wanted) throws IOException {
        List<RunEvent> seen = new ArrayList<>();
        for (String line = events.readLine(); line != null; line = events.readLine()) {
            RunEvent event = Wire.json().readValue(line, RunEvent.class);
            seen.add(event);
            if (wanted.test(event)) {
                return seen;
            }
        }
        throw new IOException("the trainer ended after " + seen);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
