package io.trainyard.client.local;

import com.fasterxml.jackson.databind.JsonNode;
import io.trainyard.contract.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What the embedded services' process says about itself, in a file, once it serves. */
final class EmbeddedServices {
    private EmbeddedServices() {}

    /** The services of that very process; empty until they serve. */
    static Optional<Services> publishedBy(long pid, Path dataFolder) {
        JsonNode published;
        try {
            published =
                    Wire.json().readTree(Files.readAllBytes(dataFolder.resolve("endpoints.json")));
        } catch (IOException notThereYet) {
            return Optional.empty();
        }
        // Another number is of a process that was killed and could not take its file away.
        return published.path("pid").asLong() == pid
                ? Optional.of(
                        new Services(
                                published.path("kafkaBootstrapServers").asText(),
                                published.path("jdbcUrl").asText(),
                                published.path("username").asText(),
                                published.path("password").asText()))
                : Optional.empty();
    }
}
