package io.trainyard.trainer.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Room for features: in memory while its share lasts, then in files, which end with it. */
final class FeatureRoom implements AutoCloseable {
    /** Disks fill up for others, too. */
    private static final int SHARE_OF_FREE_DISK = 2;

    private final Arena arena = Arena.ofShared();
    private final Path directory;
    private final long memoryLimit;
    private final long diskLimit;
    private final List<Path> files = new ArrayList<>();
    private long memoryBytes;
    private long diskBytes;

    /**
     * Room within limits; half of the free disk is one, too.
     *
     * @param directory where files are made
     * @param memoryLimit in bytes
     * @param diskLimit in bytes
     */
    FeatureRoom(Path directory, long memoryLimit, long diskLimit) {
        this.directory = directory;
        this.memoryLimit = memoryLimit;
        this.diskLimit = diskLimit;
    }

    /** So many bytes; empty where neither memory nor disk has them left. */
    Optional<MemorySegment> allocate(long bytes) {
        if (bytes <= memoryLimit - memoryBytes) {
            memoryBytes += bytes;
            return Optional.of(arena.allocate(bytes, Float.BYTES));
        }
        try {
            Files.createDirectories(directory);
            long free = Files.getFileStore(directory).getUsableSpace() / SHARE_OF_FREE_DISK;
            if (bytes > Math.min(diskLimit - diskBytes, free - diskBytes)) {
                return Optional.empty();
            }
            Path file = Files.createTempFile(directory, "features-", ".f32");
            files.add(file);
            try (FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
                MemorySegment mapped = channel.map(MapMode.READ_WRITE, 0, bytes, arena);
                diskBytes += bytes;
                return Optional.of(mapped);
            }
        } catch (IOException fault) {
            throw new UncheckedIOException("cannot keep features in " + directory, fault);
        }
    }

    /** Bytes of memory in use. */
    long memoryBytes() {
        return memoryBytes;
    }

    /** Bytes of files in use. */
    long diskBytes() {
        return diskBytes;
    }

    /** Frees the memory and deletes the files. */
    @Override
    public void close() {
        arena.close();
        for (Path file : files) {
            try {
                Files.deleteIfExists(file);
            } catch (IOException fault) {
                throw new UncheckedIOException("cannot delete " + file, fault);
            }
        }
    }
}
