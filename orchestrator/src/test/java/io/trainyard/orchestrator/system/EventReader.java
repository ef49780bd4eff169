package io.trainyard.orchestrator.system;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.trainyard.contract.Wire;
import io.trainyard.contract.api.StreamItem;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Listens to the stream of events as a browser does, until it is closed. */
final class EventReader implements AutoCloseable {
    private final List<Long> ids = new CopyOnWriteArrayList<>();
    private final List<StreamItem> items = new CopyOnWriteArrayList<>();
    private final List<String> comments = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> opened = new CompletableFuture<>();
    private volatile Stream<String> lines = Stream.empty();

    private EventReader() {}

    /** Opens a stream and waits until it tells its first line. */
    static EventReader open(Api api, String query, String... headers) {
        EventReader reader = new EventReader();
        var request = api.request("/api/events" + query);
        for (int index = 0; index < headers.length; index += 2) {
            request.header(headers[index], headers[index + 1]);
        }
        var _ =
                api.client()
                        .sendAsync(request.build(), BodyHandlers.ofLines())
                        .thenAcceptAsync(response -> {
                            reader.lines = response.body();
                            reader.lines.forEach(reader::take);
                        })
                        .exceptionally(failure -> {
                            reader.opened.completeExceptionally(failure);
                            return null;
                        });
        reader.opened.join();
        return reader;
    }

    private void take(String line) {
        opened.complete(null);
        if (line.startsWith(":")) {
            comments.add(line.substring(1));
        } else if (line.startsWith("id:")) {
            ids.add(Long.parseLong(line.substring(3).strip()));
        } else if (line.startsWith("data:")) {
            try {
                items.add(Wire.json().readValue(line.substring(5), StreamItem.class));
            } catch (JsonProcessingException unreadable) {
                throw new IllegalStateException(line, unreadable);
            }
        }
    }

    List<Long> ids() {
        return ids;
    }

    List<StreamItem> items() {
        return items;
    }

    List<String> comments() {
        return comments;
    }

    /** Waits for so many items. */
    EventReader await(int count) {
        Awaitility.await("%d items".formatted(count))
                .atMost(Duration.ofSeconds(15))
                .until(() -> items.size() >= count);
        return this;
    }

    @Override
    public void close() {
        lines.close();
    }
}
