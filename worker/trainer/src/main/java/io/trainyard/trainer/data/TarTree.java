package io.trainyard.trainer.data;

import io.trainyard.contract.data.ImageNames;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;

/**
 * Images inside a tar, which is read in place. One that is gzipped is unpacked to a temporary file
 * first, since nothing can be found in the middle of it. Every entry is checked before any is read.
 */
final class TarTree implements ImageTree {
    private static final int MOST_ENTRIES = 5_000_000;

    /** Gzip shrinks a tar of images hardly; deflate itself ends at about a thousand. */
    private static final long LARGEST_RATIO = 200;

    /** Below this a ratio says nothing. */
    private static final long SMALL_ARCHIVE = 64 << 20;

    private static final int GZIP = 0x1F8B;
    private static final int MAGIC_OFFSET = 257;
    private static final String MAGIC = "ustar";

    private final Path path;
    private final FileChannel content;
    private final Map<String, Part> parts;

    /** Where an entry's content lies. */
    private record Part(long offset, int size) {}

    private TarTree(Path path, FileChannel content, Map<String, Part> parts) {
        this.path = path;
        this.content = content;
        this.parts = parts;
    }

    /** Whether a file is a tar, or is gzipped as only a tar of images is. */
    static boolean isTar(Path path) throws IOException {
        try (InputStream file = Files.newInputStream(path)) {
            byte[] start = file.readNBytes(MAGIC_OFFSET + MAGIC.length());
            return isGzip(start)
                    || new String(start, StandardCharsets.ISO_8859_1)
                            .startsWith(MAGIC, MAGIC_OFFSET);
        }
    }

    static TarTree open(Path path) throws IOException {
        boolean zipped;
        try (InputStream file = Files.newInputStream(path)) {
            zipped = isGzip(file.readNBytes(Short.BYTES));
        }
        if (!zipped) {
            return new TarTree(path, FileChannel.open(path), images(path));
        }
        Path unpacked = Files.createTempFile("trainyard-", ".tar");
        try {
            unpack(path, unpacked);
            Map<String, Part> parts = images(unpacked);
            // The name goes at once and the content when it is closed, whatever ends the process.
            FileChannel content =
                    FileChannel.open(
                            unpacked, StandardOpenOption.READ, StandardOpenOption.DELETE_ON_CLOSE);
            return new TarTree(path, content, parts);
        } catch (IOException refused) {
            Files.deleteIfExists(unpacked);
            throw refused;
        }
    }

    private static boolean isGzip(byte[] start) {
        return start.length >= Short.BYTES && ByteBuffer.wrap(start).getChar(0) == GZIP;
    }

    private static void unpack(Path path, Path target) throws IOException {
        long most = Math.max(SMALL_ARCHIVE, LARGEST_RATIO * Files.size(path));
        try (InputStream from = new GZIPInputStream(Files.newInputStream(path), 1 << 16);
                OutputStream to = Files.newOutputStream(target)) {
            byte[] buffer = new byte[1 << 16];
            long total = 0;
            for (int count = from.read(buffer); count >= 0; count = from.read(buffer)) {
                total += count;
                if (total > most) {
                    throw new IOException(
                            "it unpacks to more than %,d bytes, %d times its size; images do not"
                                    .formatted(most, LARGEST_RATIO));
                }
                to.write(buffer, 0, count);
            }
        }
    }

    private static Map<String, Part> images(Path path) throws IOException {
        Map<String, Part> images = new LinkedHashMap<>();
        long length = Files.size(path);
        try (TarFile tar = new TarFile(path, StandardCharsets.UTF_8.name())) {
            if (tar.getEntries().size() > MOST_ENTRIES) {
                throw new IOException(
                        "it has %,d entries; at most %,d are read"
                                .formatted(tar.getEntries().size(), MOST_ENTRIES));
            }
            for (TarArchiveEntry entry : tar.getEntries()) {
                List<String> segments = ArchiveNames.segments(entry.getName());
                if (entry.isFile() && !isLink(entry) && ImageNames.isImage(segments)) {
                    images.put(String.join("/", segments), part(entry, length));
                }
            }
        } catch (IllegalArgumentException damaged) {
            throw new IOException("it is a damaged tar: " + damaged.getMessage(), damaged);
        }
        return images;
    }

    private static boolean isLink(TarArchiveEntry entry) {
        return entry.isLink() || entry.isSymbolicLink() || entry.isSparse();
    }

    private static Part part(TarArchiveEntry entry, long length) throws IOException {
        long size = entry.getSize();
        if (size < 0 || size > LARGEST_FILE || entry.getDataOffset() + size > length) {
            throw new IOException(
                    "its entry '%s' declares %,d bytes; at most %,d are read, and not past the archive's end"
                            .formatted(entry.getName(), size, LARGEST_FILE));
        }
        return new Part(entry.getDataOffset(), Math.toIntExact(size));
    }

    @Override
    public Path root() {
        return path;
    }

    @Override
    public List<String> paths() {
        return List.copyOf(parts.keySet());
    }

    /** Positional reads, so that several threads may use the one channel. */
    @Override
    public byte[] read(String name) throws IOException {
        Part part = parts.get(name);
        if (part == null) {
            throw new IOException("the archive has no entry '%s'".formatted(name));
        }
        ByteBuffer bytes = ByteBuffer.allocate(part.size);
        while (bytes.hasRemaining()) {
            if (content.read(bytes, part.offset + bytes.position()) < 0) {
                throw new IOException("it is truncated");
            }
        }
        return bytes.array();
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
