package io.trainyard.client.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The right to start or stop the server over a data folder, which one command has at a time. It may
 * be held more than once by the same command, such as by Ctrl-C's thread beside the one that
 * starts; the system takes it back when the process ends.
 */
final class FolderLock {
    /** Longer than a start may take, and a stop. */
    private static final Duration USUAL_LIMIT = Duration.ofMinutes(5);

    private static final Duration POLL = Duration.ofMillis(50);

    private final LocalFolder folder;
    private final Duration limit;
    private @Nullable FileChannel lockFile;
    private int holds;

    FolderLock(LocalFolder folder) {
        this(folder, USUAL_LIMIT);
    }

    FolderLock(LocalFolder folder, Duration limit) {
        this.folder = folder;
        this.limit = limit;
    }

    /**
     * Waits for the command that has it, and takes it.
     *
     * @throws LocalServerException where that command is not done within five minutes
     */
    synchronized void hold() {
        if (holds == 0) {
            try {
                lockFile = take();
            } catch (IOException disk) {
                throw folder.unusable(disk);
            }
        }
        holds++;
    }

    /** Gives back what {@link #hold} took. */
    synchronized void release() {
        holds--;
        FileChannel held = lockFile;
        if (holds == 0 && held != null) {
            try {
                held.close();
            } catch (IOException disk) {
                throw folder.unusable(disk);
            }
        }
    }

    private FileChannel take() throws IOException {
        Path file = Files.createDirectories(folder.path()).resolve("server.lock");
        var channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        long deadline = System.nanoTime() + limit.toNanos();
        while (!isTaken(channel)) {
            if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
                String holder = holder(channel);
                channel.close();
                throw new LocalServerException(
                        "process %s is starting or stopping the server over %s: try again when it has ended"
                                .formatted(holder, folder.path()));
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        var pid = Long.toString(ProcessHandle.current().pid());
        var _ = channel.truncate(0).write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
        return channel;
    }

    private static boolean isTaken(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        var bytes = ByteBuffer.allocate(32);
        var _ = channel.read(bytes, 0);
        return StandardCharsets.US_ASCII.decode(bytes.flip()).toString();
    }
}
