package io.trainyard.client;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts lines of a {@code text/event-stream} together to events, by the HTML standard's rules
 * (section 9.2.6, "Interpreting an event stream"). Event names are not needed and left out.
 */
final class ServerSentEvents {
    private final StringBuilder data = new StringBuilder();
    private @Nullable String pendingId;
    private @Nullable String lastId;

    /** The data of the event that this line, without its line break, completes. */
    Optional<String> accept(String line) {
        if (line.isEmpty()) {
            return dispatch();
        }
        int colon = line.indexOf(':');
        String field = colon < 0 ? line : line.substring(0, colon);
        String value = colon < 0 ? "" : line.substring(colon + 1);
        if (value.startsWith(" ")) {
            value = value.substring(1);
        }
        switch (field) {
            case "data" -> data.append(value).append('\n');
            case "id" -> pendingId = value;
            default -> {
                // A comment (no name), an event's name, or a field of a later standard.
            }
        }
        return Optional.empty();
    }

    private Optional<String> dispatch() {
        lastId = pendingId;
        if (data.isEmpty()) {
            return Optional.empty();
        }
        String whole = data.substring(0, data.length() - 1);
        data.setLength(0);
        return Optional.of(whole);
    }

    /** The id of the last whole event, to continue after. */
    Optional<String> lastId() {
        return Optional.ofNullable(lastId);
    }

    /** Forgets the half event of a connection that broke. */
    void reset() {
        data.setLength(0);
        pendingId = lastId;
    }
}
