package io.trainyard.embedded;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where a running stack is reached.
 *
 * @param kafkaBootstrapServers host and port of the broker
 * @param jdbcUrl the database, without credentials
 * @param username the database's owner
 * @param password a random one, kept in the data folder
 */
public record Endpoints(
        String kafkaBootstrapServers, String jdbcUrl, String username, String password) {
    private static final String FILE_NAME = "endpoints.json";

    /** Where a stack over this data folder publishes its endpoints while it serves. */
    public static Path fileIn(Path dataFolder) {
        return dataFolder.resolve(FILE_NAME);
    }

    /**
     * Publishes these endpoints in the data folder, with the number of this process, by which a
     * reader tells them from those of a process that was killed. A reader sees the whole file or
     * none, and only the owner can read it.
     */
    void publishIn(Path dataFolder) throws IOException {
        var onlyOwner =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Path draft = Files.createTempFile(dataFolder, FILE_NAME, ".draft", onlyOwner);
        var json = new ObjectMapper();
        ObjectNode published = json.valueToTree(this);
        published.put("pid", ProcessHandle.current().pid());
        Files.write(draft, json.writeValueAsBytes(published));
        var _ = Files.move(draft, fileIn(dataFolder), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Without the password, which must not reach a log. */
    @Override
    public String toString() {
        return "kafka %s, database %s as %s".formatted(kafkaBootstrapServers, jdbcUrl, username);
    }
}
