package io.trainyard.orchestrator.search;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.trainyard.contract.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a page ended: the keys and the number of its last run. The next page begins after them, so
 * runs that come or go in between move nothing. To callers it is opaque.
 *
 * @param asOf the first page's time, which relative times and durations keep
 * @param keys one a key of the statement, null where the run has nothing there
 */
public record Cursor(Instant asOf, List<@Nullable String> keys, long number) {
    private static final int SUM_BYTES = 12;
    private static final int LONGEST = 8_000;

    // Not List.copyOf, which refuses null.
    public Cursor {
        keys = java.util.Collections.unmodifiableList(new ArrayList<>(keys));
    }

    /** What is written: the sum of the question is in its own sum, so that no other takes it. */
    private record Written(String at, List<@Nullable String> keys, long number) {}

    /** As it is handed out for a question. */
    public String written(String filter, String sort) {
        try {
            byte[] content =
                    Wire.json().writeValueAsBytes(new Written(asOf.toString(), keys, number));
            byte[] sum = sum(filter, sort, content);
            byte[] all = Arrays.copyOf(sum, sum.length + content.length);
            System.arraycopy(content, 0, all, sum.length, content.length);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("text and numbers can be written", impossible);
        }
    }

    /**
     * Reads one back; empty where it is none, is damaged, or was handed out for another question.
     */
    public static Optional<Cursor> read(String text, String filter, String sort) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            byte[] all = Base64.getUrlDecoder().decode(text);
            if (all.length <= SUM_BYTES) {
                return Optional.empty();
            }
            byte[] content = Arrays.copyOfRange(all, SUM_BYTES, all.length);
            if (!MessageDigest.isEqual(Arrays.copyOf(all, SUM_BYTES), sum(filter, sort, content))) {
                return Optional.empty();
            }
            Written written = Wire.json().readValue(content, Written.class);
            return Optional.of(
                    new Cursor(Instant.parse(written.at()), written.keys(), written.number()));
        } catch (IOException | RuntimeException _) {
            return Optional.empty();
        }
    }

    private static byte[] sum(String filter, String sort, byte[] content) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : List.of(filter, sort)) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
                digest.update(bytes);
            }
            return Arrays.copyOf(digest.digest(content), SUM_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
