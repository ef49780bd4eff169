package io.trainyard.client.trainer;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.trainyard.contract.Wire;
import io.trainyard.contract.message.RunEvent;
import io.trainyard.contract.message.TrainerCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One trainer JVM. It runs one spec at a time; commands may come from any thread. */
public final class TrainerProcess implements AutoCloseable {
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    private final Process process;
    private final PipeLines events;
    private final Writer commands;
    private final TrainerLog log;

    private TrainerProcess(Process process, TrainerLog log) {
        this.process = process;
        this.events = new PipeLines(process.inputReader(StandardCharsets.UTF_8));
        this.commands = process.outputWriter(StandardCharsets.UTF_8);
        this.log = log;
    }

    /**
     * How a trainer is started.
     *
     * @param java the executable
     * @param jar the trainer's, with its libraries beside it
     * @param jvmFlags more flags, after those that every trainer gets
     * @param log where its standard error is appended
     * @param threads of the engine
     */
    public record Settings(Path java, Path jar, List<String> jvmFlags, Path log, int threads) {
        public Settings {
            jvmFlags = List.copyOf(jvmFlags);
        }

        List<String> command() {
            var command = new ArrayList<String>();
            command.add(java.toString());
            // Native code is what a trainer is for; a full heap must end it, not slow it down.
            command.add("--enable-native-access=ALL-UNNAMED");
            command.add("-XX:+ExitOnOutOfMemoryError");
            command.add("-Dtrainyard.threads=" + threads);
            command.addAll(jvmFlags);
            command.add("-jar");
            command.add(jar.toString());
            return List.copyOf(command);
        }
    }

    /** Spawns a trainer and returns at once; it warms up by itself. */
    public static TrainerProcess start(Settings settings) {
        try {
            var log = TrainerLog.at(settings.log());
            var builder = new ProcessBuilder(settings.command()).redirectError(log.redirect());
            // By default a thread of libtorch's that waits spins; where anything else wants the
            // core, an epoch of half a second was seen to take seventeen.
            var _ = builder.environment().putIfAbsent("OMP_WAIT_POLICY", "PASSIVE");
            Process process = builder.start();
            return new TrainerProcess(process, log);
        } catch (IOException fault) {
            throw new UncheckedIOException(
                    "the trainer cannot be started: " + fault.getMessage(), fault);
        }
    }

    /**
     * Runs one spec to its end. The listener is called on this thread for each event in order, the
     * terminal one last; where it throws, the process is killed and the exception passed on.
     *
     * @return the terminal event; a process that ends without one has {@link RunEvent.Failed}
     */
    public RunEvent.Terminal run(TrainerCommand.Start start, Consumer<RunEvent> listener) {
        if (!send(start)) {
            return deliver(TrainerEnd.of(process, log), listener);
        }
        while (true) {
            Optional<RunEvent> event = next();
            if (event.isEmpty()) {
                return deliver(TrainerEnd.of(process, log), listener);
            }
            if (event.get() instanceof RunEvent.Terminal terminal) {
                return deliver(terminal, listener);
            }
            var _ = deliver(event.get(), listener);
        }
    }

    private <E extends RunEvent> E deliver(E event, Consumer<RunEvent> listener) {
        boolean accepted = false;
        try {
            listener.accept(event);
            accepted = true;
            return event;
        } finally {
            if (!accepted) {
                kill();
            }
        }
    }

    /** The next event, or empty at the end of the pipe. */
    private Optional<RunEvent> next() {
        try {
            for (String line = events.next(); line != null; line = events.next()) {
                if (line.startsWith("{")) {
                    return Optional.of(Wire.json().readValue(line, RunEvent.class));
                }
                // A native library that prints to standard output, or the JVM's own last words.
                log.append(line);
            }
            return Optional.empty();
        } catch (JsonProcessingException | PipeLines.TooLongException malformed) {
            kill();
            throw new UncheckedIOException(
                    "the trainer's words are not understood: " + malformed.getMessage(), malformed);
        } catch (IOException closed) {
            return Optional.empty();
        }
    }

    /** Asks for the end of the current run, which then says that it was cancelled. */
    public void cancel() {
        var _ = send(new TrainerCommand.Cancel());
    }

    /** As {@link #cancel}, for a run that goes on later from what was reached. */
    public void suspend() {
        var _ = send(new TrainerCommand.Suspend());
    }

    private boolean send(TrainerCommand command) {
        try {
            String line = Wire.json().writeValueAsString(command) + "\n";
            synchronized (commands) {
                commands.write(line);
                commands.flush();
            }
            return true;
        } catch (JsonProcessingException fault) {
            throw new IllegalArgumentException(fault);
        } catch (IOException ended) {
            return false;
        }
    }

    /** The process, to be watched. */
    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** Whether the process has not ended. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Ends the process at once. */
    public void kill() {
        var _ = process.destroyForcibly();
    }

    /** Asks the process to end, and kills it after two seconds. */
    @Override
    public void close() {
        try {
            if (!send(new TrainerCommand.Exit())
                    || !process.waitFor(CLOSE_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            kill();
        }
    }
}
