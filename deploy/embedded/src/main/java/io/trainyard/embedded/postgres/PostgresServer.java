package io.trainyard.embedded.postgres;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A running PostgreSQL, on loopback. */
public final class PostgresServer implements Closeable {
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final Duration READY_POLL = Duration.ofMillis(20);

    /** Line of {@code postmaster.pid} that holds the state, as {@code pg_ctl} reads it. */
    private static final int STATE_LINE = 7;

    private static final List<String> SETTINGS =
            List.of(
                    "listen_addresses=127.0.0.1",
                    // No socket in /tmp, where two servers could meet.
                    "unix_socket_directories=",
                    "fsync=on",
                    "synchronous_commit=on",
                    "max_connections=60",
                    "shared_buffers=64MB",
                    "timezone=UTC",
                    "log_timezone=UTC",
                    "lc_messages=C");

    private final Process process;
    private final String jdbcUrl;
    private final String password;

    private PostgresServer(Process process, String jdbcUrl, String password) {
        this.process = process;
        this.jdbcUrl = jdbcUrl;
        this.password = password;
    }

    /** Stops a server over this cluster that outlived the process which started it. */
    public static void stopLeftover(Path cluster) throws IOException, InterruptedException {
        LeftoverServer.stop(cluster);
    }

    /**
     * Starts over the cluster, initialising it first where it is new, and returns when clients are
     * served.
     *
     * @throws IOException where the programs cannot be unpacked, or the server ends while starting
     */
    public static PostgresServer start(Path folder, int port)
            throws IOException, InterruptedException {
        Path home = PostgresBinaries.unpack(List.of(machineCache(), folder.resolveSibling("bin")));
        return start(new Cluster(folder), port, home, ServerAccount.choose(program(home)));
    }

    static PostgresServer start(Cluster cluster, int port, Path home, ServerAccount account)
            throws IOException, InterruptedException {
        cluster.initialise(home, account);
        var arguments =
                Stream.concat(
                        Stream.of(
                                program(home).toString(),
                                "-D",
                                cluster.folder().toString(),
                                "-p",
                                Integer.toString(port)),
                        SETTINGS.stream().flatMap(setting -> Stream.of("-c", setting)));
        Process process =
                new ProcessBuilder(account.command(arguments.toList()))
                        .redirectErrorStream(true)
                        .redirectOutput(cluster.log().toFile())
                        .start();
        awaitReady(process, cluster);
        return new PostgresServer(
                process,
                "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port),
                cluster.password());
    }

    private static void awaitReady(Process process, Cluster cluster)
            throws IOException, InterruptedException {
        while (!isReady(process, cluster)) {
            if (process.waitFor(READY_POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(LogTail.of(cluster.log()));
            }
        }
    }

    private static boolean isReady(Process process, Cluster cluster) throws IOException {
        Path pidFile = cluster.folder().resolve("postmaster.pid");
        if (Files.notExists(pidFile)) {
            return false;
        }
        List<String> lines = Files.readAllLines(pidFile);
        // The number tells this server's file from one that an unclean end left behind.
        return lines.size() > STATE_LINE
                && lines.getFirst().strip().equals(Long.toString(process.pid()))
                && lines.get(STATE_LINE).strip().equals("ready");
    }

    /** Shared by all data folders of this user: {@code $XDG_CACHE_HOME/trainyard}. */
    private static Path machineCache() {
        return Optional.ofNullable(System.getenv("XDG_CACHE_HOME"))
                .filter(set -> !set.isBlank())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
                .resolve("trainyard");
    }

    private static Path program(Path home) {
        return home.resolve("bin/postgres");
    }

    /** The database, without credentials. */
    public String jdbcUrl() {
        return jdbcUrl;
    }

    /** The database's owner. */
    public String username() {
        return Cluster.OWNER;
    }

    /** The owner's password. */
    public String password() {
        return password;
    }

    /** Completes with the exit status when the server ends, for whatever reason. */
    public CompletableFuture<Integer> exit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    @Override
    public void close() throws IOException {
        if (!process.isAlive()) {
            return;
        }
        try {
            ServerSignal.stop(process.toHandle(), STOP_LIMIT);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            process.destroy();
        }
    }
}
