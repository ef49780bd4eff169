package io.trainyard.client.local;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The programs of one server, written down in its folder as they start, so that each can be stopped
 * whatever happens to this command.
 */
final class Children implements AutoCloseable {
    private final LocalFolder folder;
    private final URI url;
    private final @Nullable String token;
    private final List<Path> dataRoots;
    private final List<ChildState> former;
    private final List<Child> children = new ArrayList<>();
    private String kafka = "";
    private boolean closed;

    /**
     * @param dataRoots what the worker may read
     * @param former what the folder says of the server before; what lives of it is kept
     */
    Children(
            LocalFolder folder,
            URI url,
            @Nullable String token,
            List<Path> dataRoots,
            Optional<ServerState> former) {
        this.folder = folder;
        this.url = url;
        this.token = token;
        this.former = former.map(ServerState::children).orElse(List.of());
        // A worker that lives keeps those it was started with.
        this.dataRoots =
                former.filter(ServerState::hasWorker).map(ServerState::dataRoots).orElse(dataRoots);
    }

    /** The program: the one that lives, else a new one. */
    synchronized Child ensure(Program program) throws IOException {
        if (closed) {
            throw new LocalServerException("stopped while starting");
        }
        Optional<ChildState> living =
                former.stream()
                        .filter(child -> child.name().equals(program.name()))
                        .filter(ChildState::isAlive)
                        .findFirst();
        Child child = living.isPresent() ? Child.adopt(living.get()) : Child.start(program, folder);
        children.add(child);
        state().write(folder);
        return child;
    }

    /** Notes the broker's address. */
    synchronized void useKafka(String bootstrapServers) {
        kafka = bootstrapServers;
    }

    synchronized ServerState state() {
        return new ServerState(
                url, token, kafka, dataRoots, children.stream().map(Child::state).toList());
    }

    /** Whether nothing had to be started. */
    synchronized boolean allAdopted() {
        return children.stream().allMatch(Child::isAdopted);
    }

    /**
     * Does nothing while all programs run.
     *
     * @throws LocalServerException with the end of the log of one that ended by itself
     */
    synchronized void mustRun() {
        if (!closed) {
            children.forEach(Child::mustRun);
        }
    }

    /** Stops what was started here, last first, and keeps what was there before. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        List<ChildState> started =
                children.stream().filter(child -> !child.isAdopted()).map(Child::state).toList();
        if (!started.isEmpty()) {
            Shutdown.of(started);
            Shutdown.forget(started, folder);
        }
    }
}
