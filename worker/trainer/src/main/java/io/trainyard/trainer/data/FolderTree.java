package io.trainyard.trainer.data;

import io.trainyard.contract.data.ImageNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Images below a folder; symbolic links are followed as far as the data roots allow.
 *
 * @param root the folder's real path
 * @param paths relative to it
 */
record FolderTree(Path root, List<String> paths) implements ImageTree {
    FolderTree {
        paths = List.copyOf(paths);
    }

    static FolderTree open(Path root, DataRoots roots) throws IOException {
        try (Stream<Path> files = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
            List<String> paths =
                    files.filter(file -> isImage(root, file) && Files.isRegularFile(file))
                            .peek(file -> Objects.requireNonNull(roots.real(file)))
                            .map(file -> String.join("/", segments(root, file)))
                            .toList();
            return new FolderTree(root, paths);
        } catch (UncheckedIOException fault) {
            throw fault.getCause();
        }
    }

    @Override
    public byte[] read(String path) throws IOException {
        Path file = root.resolve(path);
        long size = Files.size(file);
        if (size > LARGEST_FILE) {
            throw new IOException(
                    "it has %,d bytes; at most %,d are read".formatted(size, LARGEST_FILE));
        }
        return Files.readAllBytes(file);
    }

    @Override
    public void close() {
        // Nothing is held open.
    }

    private static boolean isImage(Path root, Path file) {
        return !file.equals(root) && ImageNames.isImage(segments(root, file));
    }

    private static List<String> segments(Path root, Path file) {
        return StreamSupport.stream(root.relativize(file).spliterator(), false)
                .map(Path::toString)
                .toList();
    }
}
