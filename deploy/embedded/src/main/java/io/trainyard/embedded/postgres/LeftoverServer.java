package io.trainyard.embedded.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A server that outlived the process that started it, found by the pid file of its cluster. */
final class LeftoverServer {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private LeftoverServer() {}

    /**
     * Stops it, where there is one. The caller holds the data folder, so no living owner is robbed.
     */
    static void stop(Path cluster) throws IOException, InterruptedException {
        Path pidFile = cluster.resolve("postmaster.pid");
        Optional<ProcessHandle> named = process(pidFile);
        if (named.isEmpty()) {
            return;
        }
        if (isPostgres(named.get())) {
            ServerSignal.stop(named.get(), STOP_LIMIT);
        } else {
            // The number now belongs to a stranger, for whose sake PostgreSQL would not start.
            Files.deleteIfExists(pidFile);
        }
    }

    private static Optional<ProcessHandle> process(Path pidFile) throws IOException {
        if (Files.notExists(pidFile)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(pidFile);
        try {
            return lines.isEmpty()
                    ? Optional.empty()
                    : ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                            .filter(ProcessHandle::isAlive);
        } catch (NumberFormatException halfWritten) {
            return Optional.empty();
        }
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> Path.of(command).endsWith("postgres"))
                .orElse(false);
    }
}
