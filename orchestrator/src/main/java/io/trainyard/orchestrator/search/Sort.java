package io.trainyard.orchestrator.search;

import java.util.ArrayList;
import java.util.List;

/**
 * The order of what is found: by the first key, runs that are alike in it by the second, and so on;
 * runs alike in all, the newest first. What has nothing at a key comes last either way.
 */
public record Sort(List<Key> keys) {
    private static final int MOST_KEYS = 4;

    public Sort {
        keys = List.copyOf(keys);
    }

    /** A field and whether its greatest comes first. */
    public record Key(Field field, boolean descending) {}

    /**
     * Reads {@code state,-submitted}.
     *
     * @throws SearchException where a field is unknown, or there are too many
     */
    public static Sort parse(String text, Fields fields) {
        List<Key> keys = columns(text, fields);
        if (keys.size() > MOST_KEYS) {
            throw new SearchException(
                    "A sort by %d fields is too long; allowed: %d."
                            .formatted(keys.size(), MOST_KEYS),
                    0);
        }
        return new Sort(keys);
    }

    /** Reads fields with commas between them, however many. */
    public static List<Key> columns(String text, Fields fields) {
        List<Key> keys = new ArrayList<>();
        int at = 0;
        for (String part : text.split(",", -1)) {
            String written = part.strip();
            if (!written.isEmpty()) {
                boolean descending = written.startsWith("-");
                String name = descending ? written.substring(1) : written;
                keys.add(new Key(fields.named(name, at + part.indexOf(name)), descending));
            }
            at += part.length() + 1;
        }
        return keys;
    }
}
