package io.trainyard.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A data folder held by this process alone, until it is closed or the process ends. */
final class DataFolder implements AutoCloseable {
    /**
     * Folders held by this very process. Needed beside the file lock: on Linux, closing a second
     * channel to a locked file would silently give the first one's lock away.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel lockFile;

    private DataFolder(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /**
     * Takes the folder, creating it where it is absent.
     *
     * @throws IOException with one sentence, where another process holds it or it cannot be used
     */
    static DataFolder take(Path folder) throws IOException {
        Path path = Files.createDirectories(folder).toRealPath();
        if (!HELD.add(path)) {
            throw inUse(path, Long.toString(ProcessHandle.current().pid()));
        }
        try {
            return new DataFolder(path, lock(path));
        } catch (IOException refused) {
            var _ = HELD.remove(path);
            throw refused;
        }
    }

    Path path() {
        return path;
    }

    private static FileChannel lock(Path path) throws IOException {
        var channel =
                FileChannel.open(
                        path.resolve("embedded.lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            String holder = read(channel);
            channel.close();
            throw inUse(path, holder);
        }
        var pid = Long.toString(ProcessHandle.current().pid());
        var _ = channel.truncate(0).write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
        return channel;
    }

    private static String read(FileChannel channel) throws IOException {
        var bytes = ByteBuffer.allocate(32);
        var _ = channel.read(bytes, 0);
        return StandardCharsets.US_ASCII.decode(bytes.flip()).toString();
    }

    private static IOException inUse(Path path, String holder) {
        return new IOException("data folder %s is in use by process %s".formatted(path, holder));
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
        var _ = HELD.remove(path);
    }
}
