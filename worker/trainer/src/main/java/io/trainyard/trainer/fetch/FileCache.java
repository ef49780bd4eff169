package io.trainyard.trainer.fetch;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Files of the network on this machine's disk, shared by all runs and processes: each fetched once,
 * verified, and only then under its name.
 */
public final class FileCache {
    private final Path folder;
    private final Download download;

    /** A cache in a folder, which is made where it is needed. */
    public FileCache(Path folder, Download download) {
        this.folder = folder;
        this.download = download;
    }

    /**
     * The file, from disk where it has been fetched before.
     *
     * @param notices takes a sentence when something is fetched
     * @param stopped tells that nobody waits any longer
     * @throws IOException with a sentence: what cannot be had, and why
     */
    public Path fetch(RemoteFile file, Consumer<String> notices, BooleanSupplier stopped)
            throws IOException {
        Checksum checksum = file.checksum();
        Path home = folder.resolve(checksum.algorithm() + "-" + checksum.hex());
        Path target = home.resolve(file.fileName());
        if (Files.exists(target)) {
            return target;
        }
        Files.createDirectories(home);
        // Another process of this machine may want the same file: the second waits for the first.
        try (FileChannel lockFile =
                        FileChannel.open(
                                home.resolve(".lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                FileLock _ = lockFile.lock()) {
            if (!Files.exists(target)) {
                fetch(file, home.resolve(".partial"), target, notices, stopped);
            }
            return target;
        }
    }

    private void fetch(
            RemoteFile file,
            Path partial,
            Path target,
            Consumer<String> notices,
            BooleanSupplier stopped)
            throws IOException {
        notices.accept("fetching '%s'".formatted(file.address()));
        boolean continued = download.to(file.address(), partial, stopped);
        if (!file.checksum().matches(partial) && continued) {
            // What was left from an earlier attempt may be of another version.
            Files.delete(partial);
            boolean _ = download.to(file.address(), partial, stopped);
        }
        if (!file.checksum().matches(partial)) {
            String found = file.checksum().of(partial);
            long size = Files.size(partial);
            Files.delete(partial);
            throw new IOException(
                    "'%s' gave %,d bytes whose %s is %s, not %s: nothing of it is used"
                            .formatted(
                                    file.address(),
                                    size,
                                    file.checksum().algorithm(),
                                    found,
                                    file.checksum().hex()));
        }
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
        notices.accept(
                "fetched '%s', %,d bytes".formatted(target.getFileName(), Files.size(target)));
    }
}
