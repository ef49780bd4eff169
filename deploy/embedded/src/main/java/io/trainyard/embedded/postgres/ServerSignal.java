package io.trainyard.embedded.postgres;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Stops a server by the signals that PostgreSQL documents under "Shutting Down the Server". */
final class ServerSignal {
    private ServerSignal() {}

    /**
     * Ends sessions and writes everything down; by force where that takes longer than the limit.
     */
    static void stop(ProcessHandle server, Duration limit)
            throws IOException, InterruptedException {
        // Java's own destroy() sends SIGTERM, which waits for every client to leave.
        send("INT", server);
        try {
            server.onExit().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException stuck) {
            send("QUIT", server);
            var _ = server.onExit().join();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void send(String signal, ProcessHandle server)
            throws IOException, InterruptedException {
        // The shell's own kill: slim images have no program of that name.
        var _ =
                new ProcessBuilder("sh", "-c", "kill -%s %d".formatted(signal, server.pid()))
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor();
    }
}
