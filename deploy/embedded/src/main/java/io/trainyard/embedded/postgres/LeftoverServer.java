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
        switch (holder(named.get(), cluster)) {
            case SERVER -> ServerSignal.stop(named.get(), STOP_LIMIT);
            // For the stranger's sake PostgreSQL would not start.
            case STRANGER -> Files.deleteIfExists(pidFile);
            case UNKNOWN -> {
                // PostgreSQL looks for itself, and says what it finds.
            }
        }
    }

    /** Who has the number that the pid file names. */
    private enum Holder {
        /** The server of this very cluster. */
        SERVER,
        /** Some other program, or another cluster's server: numbers come back. */
        STRANGER,
        /** A PostgreSQL of which the system does not say what it serves. */
        UNKNOWN
    }

    private static Holder holder(ProcessHandle process, Path cluster) throws IOException {
        if (!isPostgres(process)) {
            return Holder.STRANGER;
        }
        Optional<Path> served = dataDirectory(process);
        if (served.isEmpty()) {
            return Holder.UNKNOWN;
        }
        return Files.exists(served.get()) && Files.isSameFile(served.get(), cluster)
                ? Holder.SERVER
                : Holder.STRANGER;
    }

    /**
     * A server works in its data directory, which Linux shows under whatever name; elsewhere it is
     * what our own start named on the command line.
     */
    private static Optional<Path> dataDirectory(ProcessHandle process) {
        Path working = Path.of("/proc", Long.toString(process.pid()), "cwd");
        if (Files.isDirectory(working)) {
            return Optional.of(working);
        }
        List<String> words = process.info().arguments().map(List::of).orElse(List.of());
        int option = words.indexOf("-D");
        return option >= 0 && option + 1 < words.size()
                ? Optional.of(Path.of(words.get(option + 1)))
                : Optional.empty();
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
