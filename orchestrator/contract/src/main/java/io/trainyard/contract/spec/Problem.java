package io.trainyard.contract.spec;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * One thing wrong with a spec.
 *
 * @param path where, such as {@code augmentation[1].padding}; empty for the whole spec
 * @param value what stands there, or null where a value is missing
 * @param message a sentence saying what, which value and what is allowed
 */
public record Problem(String path, @Nullable JsonNode value, String message) {
    /** The same problem of a tree that stands below a key of another. */
    public Problem under(String key) {
        return path.isEmpty()
                ? new Problem(key, value, key + ": " + message)
                : new Problem(
                        key + "." + path,
                        value,
                        message.startsWith(path)
                                ? key + "." + message
                                : key + "." + path + ": " + message);
    }
}
