package io.trainyard.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Lines from a stream that speaks up at least every 15 s. One that stays silent for much longer,
 * such as a half-open connection, counts as ended.
 */
final class LineFeed implements AutoCloseable {
    private static final Duration SILENCE_LIMIT = Duration.ofSeconds(45);
    private static final int BUFFERED_LINES = 1000;

    private final BlockingQueue<Optional<String>> lines = new ArrayBlockingQueue<>(BUFFERED_LINES);
    private final Thread reader;

    LineFeed(InputStream stream) {
        reader = Thread.ofVirtual().name("events").start(() -> readAll(stream));
    }

    private void readAll(InputStream stream) {
        try {
            readLines(stream);
            lines.put(Optional.empty());
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void readLines(InputStream stream) throws InterruptedException {
        try {
            var text = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            for (String line = text.readLine(); line != null; line = text.readLine()) {
                lines.put(Optional.of(line));
            }
        } catch (IOException broken) {
            // The end all the same; the reader of the lines connects again.
        }
    }

    /** The next line, or empty at the end. */
    Optional<String> next() {
        try {
            Optional<String> line = lines.poll(SILENCE_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            return line == null ? Optional.empty() : line;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ServerUnreachableException("interrupted while waiting", interrupted);
        }
    }

    @Override
    public void close() {
        reader.interrupt();
    }
}
