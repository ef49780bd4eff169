package io.trainyard.client.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;

/**
 * The data folder of a local server.
 *
 * @param path {@code $TRAINYARD_HOME}, else {@code ~/.trainyard}, unless said otherwise
 */
public record LocalFolder(Path path) {
    public LocalFolder {
        path = path.toAbsolutePath().normalize();
    }

    /** The folder used where none is named. */
    public static LocalFolder usual(Map<String, String> environment) {
        return new LocalFolder(
                Optional.ofNullable(environment.get("TRAINYARD_HOME"))
                        .filter(set -> !set.isBlank())
                        .map(Path::of)
                        .orElseGet(() -> Path.of(System.getProperty("user.home"), ".trainyard")));
    }

    Path stateFile() {
        return path.resolve("server.json");
    }

    Path services() {
        return path.resolve("services");
    }

    /** Where a worker keeps the files of what it runs. */
    public Path work(String worker) {
        return path.resolve("work").resolve(worker);
    }

    Path logs() {
        return path.resolve("logs");
    }

    /** Says that the disk refuses. */
    LocalServerException unusable(IOException disk) {
        return new LocalServerException(
                "the data folder %s cannot be used: %s".formatted(path, disk.getMessage()), disk);
    }

    /** A new log for a program; that of its last start is kept beside it. */
    Path freshLog(String program) throws IOException {
        Path log = logs().resolve(program + ".log");
        Files.createDirectories(log.getParent());
        if (Files.exists(log)) {
            Path former = log.resolveSibling(program + ".former.log");
            var _ = Files.move(log, former, StandardCopyOption.REPLACE_EXISTING);
        }
        return log;
    }
}
