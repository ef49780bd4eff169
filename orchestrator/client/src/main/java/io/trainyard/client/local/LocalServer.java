package io.trainyard.client.local;

import io.trainyard.client.TrainyardClient;
import io.trainyard.contract.api.WorkerView;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A local server as this command sees it: what was missing was started here. */
public final class LocalServer implements AutoCloseable {
    /** PostgreSQL's first start on a slow disk takes a while. */
    private static final Duration SERVICES_LIMIT = Duration.ofSeconds(100);

    private static final Duration READY_LIMIT = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(50);

    private final ServerOptions options;
    private final Programs programs;
    private final Children children;
    private final URI url;

    private LocalServer(ServerOptions options, Programs programs, URI url, Children children) {
        this.options = options;
        this.programs = programs;
        this.url = url;
        this.children = children;
    }

    /**
     * A server over the folder, nothing of which is started yet. Where one lives, or parts of it,
     * its address is kept, which its worker has been told.
     *
     * @throws LocalServerException where the port is in use
     */
    public static LocalServer prepare(ServerOptions options, Installation installation) {
        try {
            Files.createDirectories(options.folder().path());
            Optional<ServerState> former =
                    ServerState.read(options.folder()).filter(ServerState::isAlive);
            URI url =
                    former.isPresent()
                            ? former.get().url()
                            : URI.create("http://127.0.0.1:" + LoopbackPort.free(options.port()));
            var children = new Children(options.folder(), url, token(options, former), former);
            return new LocalServer(
                    options, new Programs(installation, options.archive()), url, children);
        } catch (IOException disk) {
            throw unusable(options.folder(), disk);
        }
    }

    private static @Nullable String token(ServerOptions options, Optional<ServerState> former) {
        return former.isPresent() ? former.get().token() : options.token();
    }

    /**
     * Starts what does not run yet and returns when the orchestrator serves. Where a step fails,
     * what was started is stopped again.
     *
     * @throws LocalServerException with the reason, and the end of the log of a program that ended
     */
    public ServerState start() {
        boolean started = false;
        try {
            startPrograms();
            await("the orchestrator", READY_LIMIT, client()::isReady);
            started = true;
            return children.state();
        } catch (IOException disk) {
            throw unusable(options.folder(), disk);
        } finally {
            if (!started) {
                close();
            }
        }
    }

    private void startPrograms() throws IOException {
        Optional<Services> external = Services.external(options.environment());
        Services services = external.isPresent() ? external.get() : startEmbedded();
        children.useKafka(services.kafka());
        String token = children.state().token();
        var _ =
                children.ensure(
                        programs.orchestrator(services, url.getPort(), token, options.dataRoots()));
        // Beside the orchestrator: both take their seconds, and the worker waits where it must.
        var _ =
                children.ensure(
                        programs.worker(
                                services.kafka(),
                                url,
                                token,
                                options.dataRoots(),
                                options.folder().work("worker")));
    }

    private Services startEmbedded() throws IOException {
        var folder = options.folder().services();
        long pid = children.ensure(programs.embedded(folder)).state().pid();
        await(
                "Kafka or PostgreSQL",
                SERVICES_LIMIT,
                () -> EmbeddedServices.publishedBy(pid, folder).isPresent());
        return EmbeddedServices.publishedBy(pid, folder).orElseThrow();
    }

    /** Waits until a worker has announced itself. */
    public void awaitWorker() {
        TrainyardClient client = client();
        await(
                "the worker",
                READY_LIMIT,
                () -> client.workers().stream().anyMatch(WorkerView::alive));
    }

    private void await(String what, Duration limit, BooleanSupplier isReady) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!isReady.getAsBoolean()) {
            mustRun();
            if (System.nanoTime() > deadline) {
                throw new LocalServerException(
                        "%s was not ready after %d seconds; the logs are in %s"
                                .formatted(what, limit.toSeconds(), options.folder().logs()));
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    /** A client for the server. */
    public TrainyardClient client() {
        return new TrainyardClient(url, children.state().token());
    }

    /** Whether all of it ran before. */
    public boolean ranBefore() {
        return children.allAdopted();
    }

    /**
     * Does nothing while all programs run.
     *
     * @throws LocalServerException with the end of the log of one that ended by itself
     */
    public void mustRun() {
        children.mustRun();
    }

    /** Stops what was started here, last first. */
    @Override
    public void close() {
        children.close();
    }

    private static LocalServerException unusable(LocalFolder folder, IOException disk) {
        return new LocalServerException(
                "the data folder %s cannot be used: %s".formatted(folder.path(), disk.getMessage()),
                disk);
    }
}
