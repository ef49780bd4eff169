package io.trainyard.trainer.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Reads from a connection that may fall silent: each read waits for a while only, and ends early
 * where nobody waits any longer.
 */
final class PatientReader {
    private static final long LOOK_MILLIS = 500;

    private final InputStream source;
    private final Duration patience;
    private final BooleanSupplier stopped;

    PatientReader(InputStream source, Duration patience, BooleanSupplier stopped) {
        this.source = source;
        this.patience = patience;
        this.stopped = stopped;
    }

    /** As {@link InputStream#read(byte[])}. */
    int read(byte[] buffer) throws IOException {
        FutureTask<Integer> read = new FutureTask<>(() -> source.read(buffer));
        Thread _ = Thread.ofVirtual().start(read);
        try {
            for (long waited = 0; waited < patience.toMillis(); waited += LOOK_MILLIS) {
                if (stopped.getAsBoolean()) {
                    source.close();
                    throw new IOException("it was stopped");
                }
                try {
                    return read.get(
                            Math.min(LOOK_MILLIS, patience.toMillis()), TimeUnit.MILLISECONDS);
                } catch (TimeoutException silent) {
                    continue;
                }
            }
            source.close();
            throw new IOException("nothing came for %d s".formatted(patience.toSeconds()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            source.close();
            throw new IOException("interrupted", interrupted);
        } catch (ExecutionException fault) {
            throw fault.getCause() instanceof IOException reason
                    ? reason
                    : new IOException(fault.getCause());
        }
    }
}
