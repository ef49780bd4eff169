package io.trainyard.client.local;

import io.trainyard.contract.message.CheckpointRole;
import io.trainyard.contract.message.RunEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;

/**
 * The newest checkpoint of each role, in a folder named after it.
 *
 * @param folder of the run
 */
record KeptCheckpoints(Path folder) {
    /** Takes a checkpoint's files and deletes where they lay. */
    void keep(RunEvent.CheckpointWritten written) {
        Path source = Path.of(written.directory());
        try {
            for (CheckpointRole role : written.roles()) {
                Path target = folder.resolve(role.name().toLowerCase(Locale.ROOT));
                delete(target);
                Files.createDirectories(target);
                for (String file : written.files()) {
                    // A link where the file system can: the same bytes for both roles.
                    link(target.resolve(file), source.resolve(file));
                }
            }
            delete(source);
        } catch (IOException disk) {
            throw new UncheckedIOException(
                    "%s cannot be written to: %s".formatted(folder, disk.getMessage()), disk);
        }
    }

    private static void link(Path target, Path source) throws IOException {
        try {
            Files.createLink(target, source);
        } catch (IOException | UnsupportedOperationException noLinks) {
            Files.copy(source, target);
        }
    }

    static void delete(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
