package io.trainyard.orchestrator.data;

import com.fasterxml.jackson.databind.JsonNode;
import io.trainyard.contract.data.PathRefusedException;
import io.trainyard.contract.message.FailureKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The bytes that a spec names: its images and the weights it starts from. */
@ApplicationScoped
public class DataFingerprint {
    private final Limits limits;

    DataFingerprint(Limits limits) {
        this.limits = limits;
    }

    /** What was found. */
    public sealed interface Found {
        /** A text that is equal for equal bytes at whatever place. */
        record Known(String fingerprint) implements Found {}

        /** That the bytes cannot be seen from here; the reason is a part of a sentence. */
        record Unseen(String why) implements Found {}
    }

    /** Reads all data that a complete spec names. */
    public Found of(JsonNode spec) {
        JsonNode dataset = spec.path("dataset");
        String kind = dataset.path("kind").asText();
        List<JsonNode> named = new ArrayList<>();
        List<String> keys = new ArrayList<>();
        switch (kind) {
            case "digits" -> keys.add("built in");
            case "class_folder" -> {
                for (String key : List.of("train", "validation", "test")) {
                    if (dataset.has(key)) {
                        keys.add(key);
                        named.add(dataset.path(key));
                    }
                }
            }
            default -> {
                return new Found.Unseen(
                        "what a dataset of kind '%s' reads is not known to the orchestrator"
                                .formatted(kind));
            }
        }
        Optional.of(spec.path("model").path("weights"))
                .filter(JsonNode::isTextual)
                .ifPresent(weights -> {
                    keys.add("weights");
                    named.add(weights);
                });
        try {
            StringBuilder text = new StringBuilder(String.join(",", keys));
            for (JsonNode location : named) {
                text.append(' ').append(fingerprint(location.asText()));
            }
            return new Found.Known(text.toString());
        } catch (PathRefusedException refused) {
            return new Found.Unseen(String.valueOf(refused.getMessage()));
        } catch (UncheckedIOException unreadable) {
            return new Found.Unseen(String.valueOf(unreadable.getMessage()));
        } catch (IOException unreadable) {
            return new Found.Unseen(String.valueOf(unreadable.getMessage()));
        }
    }

    private String fingerprint(String location) throws IOException {
        Path path = limits.folders().resolve(location, FailureKind.DATA_MISSING);
        if (Files.isDirectory(path)) {
            return FolderInventory.of(path, limits, () -> {}).content(() -> {});
        }
        if (Files.size(path) > limits.mostBytes()) {
            throw new IOException(
                    "'%s' has more than %,d bytes, the most that are read; TRAINYARD_TRIGGERS_MOST_BYTES sets it"
                            .formatted(path, limits.mostBytes()));
        }
        return FolderInventory.contentOf(path, () -> {});
    }
}
