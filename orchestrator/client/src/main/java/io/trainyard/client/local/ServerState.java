package io.trainyard.client.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.trainyard.contract.Wire;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a local server consists of, kept in its data folder, readable by its owner alone.
 *
 * @param url the orchestrator's address
 * @param token what it asks for, or null
 * @param kafka the broker's address
 * @param dataRoots folders that the worker may read
 * @param children in the order they were started
 */
public record ServerState(
        URI url,
        @Nullable String token,
        String kafka,
        List<Path> dataRoots,
        List<ChildState> children) {
    public ServerState {
        // A file that an older version wrote names none.
        dataRoots = dataRoots == null ? List.of() : List.copyOf(dataRoots);
        children = List.copyOf(children);
    }

    /** The state left in the folder; what it names may have ended since. */
    public static Optional<ServerState> read(LocalFolder folder) {
        Path file = folder.stateFile();
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Wire.json().readValue(Files.readAllBytes(file), ServerState.class));
        } catch (JsonProcessingException malformed) {
            throw new LocalServerException(
                    "%s is not readable; delete it if no server runs".formatted(file), malformed);
        } catch (IOException unreadable) {
            throw new LocalServerException(
                    "%s cannot be read: %s".formatted(file, unreadable.getMessage()), unreadable);
        }
    }

    void write(LocalFolder folder) throws IOException {
        var onlyOwner =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Path draft = Files.createTempFile(folder.path(), "server", ".draft", onlyOwner);
        Files.write(draft, Wire.json().writeValueAsBytes(this));
        var _ = Files.move(draft, folder.stateFile(), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Whether its worker lives. */
    boolean hasWorker() {
        return children.stream()
                .anyMatch(child -> child.name().equals(Programs.WORKER) && child.isAlive());
    }

    /** The same without these programs, and without those that have ended. */
    ServerState without(List<ChildState> ended) {
        List<ChildState> left =
                children.stream()
                        .filter(ChildState::isAlive)
                        .filter(child -> ended.stream().noneMatch(child::isSame))
                        .toList();
        return new ServerState(url, token, kafka, dataRoots, left);
    }

    /** Whether any of its programs lives. */
    public boolean isAlive() {
        return children.stream().anyMatch(ChildState::isAlive);
    }
}
