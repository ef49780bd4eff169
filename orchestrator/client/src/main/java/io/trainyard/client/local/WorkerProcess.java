package io.trainyard.client.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A worker that ends with the command that started it. */
public final class WorkerProcess implements AutoCloseable {
    private final Process process;

    private WorkerProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts a worker for the server that the folder or the environment names.
     *
     * @throws LocalServerException where no server is found, or its Kafka is not known
     */
    public static WorkerProcess start(
            Installation installation,
            LocalFolder folder,
            List<Path> dataRoots,
            Map<String, String> environment) {
        ServerAddress server = ServerAddress.find(folder, environment);
        Path work = folder.work("worker-" + ProcessHandle.current().pid());
        Program program =
                new Programs(installation, ClassArchive.USED)
                        .worker(
                                kafka(folder, environment),
                                server.url(),
                                server.token(),
                                dataRoots,
                                work);
        try {
            Files.createDirectories(work);
            var builder = new ProcessBuilder(program.command()).inheritIO();
            builder.environment().putAll(program.environment());
            return new WorkerProcess(builder.start());
        } catch (IOException fault) {
            throw new LocalServerException(
                    "the worker cannot be started: " + fault.getMessage(), fault);
        }
    }

    private static String kafka(LocalFolder folder, Map<String, String> environment) {
        String named = environment.getOrDefault("TRAINYARD_KAFKA", "");
        if (!named.isBlank()) {
            return named;
        }
        return ServerState.read(folder)
                .map(ServerState::kafka)
                .filter(address -> !address.isEmpty())
                .orElseThrow(() ->
                        new LocalServerException(
                                "the server's Kafka is not known here: set TRAINYARD_KAFKA"));
    }

    /** Waits for the worker's end, and returns its exit status. */
    public int awaitExit() {
        return process.onExit().join().exitValue();
    }

    /** Asks it to end, and waits until it has. */
    @Override
    public void close() {
        process.destroy();
        var _ = process.onExit().join();
    }
}
