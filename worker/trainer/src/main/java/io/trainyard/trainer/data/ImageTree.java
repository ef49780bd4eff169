package io.trainyard.trainer.data;

import io.trainyard.contract.message.FailureKind;
import io.trainyard.trainer.failure.RunFailedException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Files below a folder or inside a zip. Safe for use by several threads. */
interface ImageTree extends Closeable {
    /** Endings that are read as images; everything else is passed over. */
    Set<String> ENDINGS = Set.of("jpg", "jpeg", "png");

    /** A larger file is no photograph. */
    long LARGEST_FILE = 256L << 20;

    /** The folder or the zip. */
    Path root();

    /** Paths of the images, with {@code /} between segments, in no particular order. */
    List<String> paths();

    /** The content of a file. */
    byte[] read(String path) throws IOException;

    /** Opens a folder or a zip that {@link DataRoots} has allowed. */
    static ImageTree open(Path path, DataRoots roots) {
        try {
            return Files.isDirectory(path) ? FolderTree.open(path, roots) : ZipTree.open(path);
        } catch (IOException fault) {
            throw new RunFailedException(
                    FailureKind.DATA_UNREADABLE,
                    "'%s' cannot be read: %s".formatted(path, fault.getMessage()),
                    fault);
        }
    }

    /**
     * Whether a path is an image by its ending, and neither hidden nor one of macOS's resource
     * forks.
     */
    static boolean isImage(List<String> segments) {
        String file = segments.getLast().toLowerCase(Locale.ROOT);
        return ENDINGS.contains(file.substring(file.lastIndexOf('.') + 1))
                && segments.stream()
                        .noneMatch(
                                segment -> segment.startsWith(".") || segment.equals("__MACOSX"));
    }
}
