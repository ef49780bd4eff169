package io.trainyard.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.trainyard.contract.Wire;
import io.trainyard.contract.api.StreamItem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** One run's server-sent events, across as many connections as it takes. */
final class EventFeed {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

    /** Tries in a row without an event in between; with doubling pauses, about two minutes. */
    private static final int MOST_TRIES = 30;

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final HttpCalls calls;
    private final UUID run;
    private final ServerSentEvents events = new ServerSentEvents();
    private int tries;

    EventFeed(HttpCalls calls, UUID run) {
        this.calls = calls;
        this.run = run;
    }

    /** Returns when the listener has enough, throws when the server stays away or refuses. */
    void follow(Predicate<StreamItem> goOn) {
        while (true) {
            try {
                if (!readConnection(goOn)) {
                    return;
                }
            } catch (ServerUnreachableException away) {
                if (tries >= MOST_TRIES || Thread.currentThread().isInterrupted()) {
                    throw away;
                }
            }
            await(pause());
            tries++;
        }
    }

    private Duration pause() {
        Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(tries, 10));
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    /** Reads one connection; false when the listener has enough, true when it broke. */
    private boolean readConnection(Predicate<StreamItem> goOn) {
        var request = calls.stream("/api/events?run=" + run).header("Accept", "text/event-stream");
        events.lastId().ifPresent(id -> request.header("Last-Event-ID", id));
        events.reset();
        try (InputStream body = calls.open(request.build());
                LineFeed lines = new LineFeed(body)) {
            for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
                Optional<StreamItem> item = events.accept(line.get()).map(EventFeed::parse);
                if (item.isPresent()) {
                    tries = 0;
                    if (!goOn.test(item.get())) {
                        return false;
                    }
                }
            }
            return true;
        } catch (IOException closing) {
            return true;
        }
    }

    private static StreamItem parse(String data) {
        try {
            return Wire.json().readValue(data, StreamItem.class);
        } catch (JsonProcessingException malformed) {
            throw new UncheckedIOException(
                    "the server's event is not understood; is it a Trainyard of another version?",
                    malformed);
        }
    }

    private static void await(Duration pause) {
        LockSupport.parkNanos(pause.toNanos());
        if (Thread.currentThread().isInterrupted()) {
            throw new ServerUnreachableException("interrupted while waiting", null);
        }
    }
}
