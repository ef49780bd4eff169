package io.trainyard.embedded;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A service on its way up, on a thread of its own. */
final class Starting<S extends Closeable> {
    private final String name;
    private final CompletableFuture<S> service = new CompletableFuture<>();

    Starting(String name, Callable<S> start) {
        this.name = name;
        var _ = Thread.ofPlatform().daemon().name(name + "-start").start(() -> run(start));
    }

    @SuppressWarnings("IllegalCatch") // Whatever goes wrong is handed to the waiting thread.
    private void run(Callable<S> start) {
        try {
            var _ = service.complete(start.call());
        } catch (Throwable failure) {
            var _ = service.completeExceptionally(failure);
        }
    }

    /**
     * The running service.
     *
     * @throws IOException with one sentence, where it failed or is not up in time
     */
    S await(Duration limit) throws IOException, InterruptedException {
        try {
            return service.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new IOException(
                    "%s was not up after %d seconds".formatted(name, limit.toSeconds()), late);
        } catch (ExecutionException failed) {
            Throwable cause = Objects.requireNonNullElse(failed.getCause(), failed);
            throw new IOException(
                    "%s did not start: %s".formatted(name, cause.getMessage()), cause);
        }
    }

    /** Undoes the start: closes the service if it comes up within the limit. */
    void abandon(Duration limit) {
        try {
            service.get(limit.toMillis(), TimeUnit.MILLISECONDS).close();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (IOException | ExecutionException | TimeoutException ignored) {
            // The whole start failed already, for a reason that says more.
        }
    }
}
