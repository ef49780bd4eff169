package io.trainyard.client.local;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The end of a local server, whoever started it. */
public final class Shutdown {
    /**
     * A worker ends its trainers and gives back what they ran; PostgreSQL writes everything down.
     */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Shutdown() {}

    /**
     * Stops what lives of the folder's server, last started first, and forgets it; a command that
     * is just starting it is waited for.
     *
     * @return whether there was one
     */
    public static boolean of(LocalFolder folder) {
        if (Files.notExists(folder.path())) {
            return false;
        }
        var lock = new FolderLock(folder);
        lock.hold();
        try {
            Optional<ServerState> server = ServerState.read(folder);
            server.ifPresent(state -> of(state.children()));
            if (server.isPresent()) {
                stopLeftover(folder);
                forget(server.get().children(), folder);
            }
            return server.filter(state -> !state.children().isEmpty()).isPresent();
        } finally {
            lock.release();
        }
    }

    /** Stops what lives of these, last first. */
    static void of(List<ChildState> children) {
        for (ChildState child : children.reversed()) {
            child.process().ifPresent(Shutdown::stop);
        }
    }

    /**
     * A PostgreSQL whose embedded services were killed: they stop it, started once more for that.
     */
    private static void stopLeftover(LocalFolder folder) {
        if (Files.exists(folder.services().resolve("postgres/postmaster.pid"))) {
            Program embedded =
                    new Programs(Installation.current(), ClassArchive.USED)
                            .embedded(folder.services());
            var _ = Foreground.run(embedded.with("--stop-leftover").command());
        }
    }

    /**
     * Writes down what is left of the folder's server without these; of nothing, nothing. What
     * another command has started over the folder since stays.
     */
    static void forget(List<ChildState> ended, LocalFolder folder) {
        Optional<ServerState> now = ServerState.read(folder);
        if (now.isEmpty()) {
            return;
        }
        ServerState left = now.get().without(ended);
        try {
            if (left.children().isEmpty()) {
                var _ = Files.deleteIfExists(folder.stateFile());
            } else {
                left.write(folder);
            }
        } catch (IOException locked) {
            throw new LocalServerException(
                    "%s cannot be changed: %s".formatted(folder.stateFile(), locked.getMessage()),
                    locked);
        }
    }

    private static void stop(ProcessHandle process) {
        var _ = process.destroy();
        try {
            var _ = process.onExit().get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException stuck) {
            var _ = process.destroyForcibly();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
