package io.trainyard.trainer.data;

import io.trainyard.contract.message.FailureKind;
import io.trainyard.trainer.failure.RunFailedException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files below a folder or inside an archive. Safe for use by several threads. */
interface ImageTree extends Closeable {
    /** A larger file is no photograph. */
    long LARGEST_FILE = 256L << 20;

    /** The folder or the archive. */
    Path root();

    /** Paths of the images, with {@code /} between segments, in no particular order. */
    List<String> paths();

    /** The content of a file. */
    byte[] read(String path) throws IOException;

    /** Opens a folder or an archive that {@link DataRoots} has allowed. */
    static ImageTree open(Path path, DataRoots roots) {
        try {
            if (Files.isDirectory(path)) {
                return FolderTree.open(path, roots);
            }
            return TarTree.isTar(path) ? TarTree.open(path) : ZipTree.open(path);
        } catch (IOException fault) {
            throw new RunFailedException(
                    FailureKind.DATA_UNREADABLE,
                    "'%s' cannot be read: %s".formatted(path, fault.getMessage()),
                    fault);
        }
    }
}
