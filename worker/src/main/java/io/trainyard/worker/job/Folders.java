package io.trainyard.worker.job;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** An attempt's scratch folder. */
final class Folders {
    private static final Logger LOG = Logger.getLogger(Folders.class);

    private Folders() {}

    /** Makes the folder empty, whatever a killed agent left in it. */
    static Path fresh(Path folder) throws IOException {
        delete(folder);
        return Files.createDirectories(folder);
    }

    /** Deletes what is no longer needed; where the disk refuses, the log says what stays. */
    static void deleteIfPossible(Path folder) {
        try {
            delete(folder);
        } catch (IOException left) {
            LOG.warnf("folder stays directory=%s: %s", folder, left.getMessage());
        }
    }

    /** Deletes a folder and all in it, following no links; one that is absent is fine. */
    static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.deleteIfExists(file);
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult postVisitDirectory(
                            Path directory, @Nullable IOException failure) throws IOException {
                        Files.deleteIfExists(directory);
                        return FileVisitResult.CONTINUE;
                    }
                });
    }
}
