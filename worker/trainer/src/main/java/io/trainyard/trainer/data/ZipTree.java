package io.trainyard.trainer.data;

import io.trainyard.contract.data.ImageNames;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Images inside a zip, which is read in place. Every entry is checked before any is unpacked. */
final class ZipTree implements ImageTree {
    private static final int MOST_ENTRIES = 5_000_000;

    /** Images are compressed already; what shrinks further than this is no image. */
    private static final long LARGEST_RATIO = 200;

    /** Below this a ratio says nothing. */
    private static final long SMALL_ENTRY = 1 << 20;

    private final ZipFile zip;
    private final Map<String, ZipEntry> entries;

    private ZipTree(ZipFile zip, Map<String, ZipEntry> entries) {
        this.zip = zip;
        this.entries = entries;
    }

    static ZipTree open(Path path) throws IOException {
        ZipFile zip = openWithNames(path);
        try {
            return new ZipTree(zip, images(zip));
        } catch (IOException refused) {
            zip.close();
            throw refused;
        }
    }

    /**
     * Names are UTF-8 where an archive says so, or where they happen to be; else the code page of
     * the zip format.
     */
    private static ZipFile openWithNames(Path path) throws IOException {
        try {
            return new ZipFile(path.toFile(), StandardCharsets.UTF_8);
        } catch (ZipException notUtf8) {
            try {
                return new ZipFile(path.toFile(), Charset.forName("IBM437"));
            } catch (ZipException notAZip) {
                throw new ZipException(
                        "it is neither a folder nor a zip nor a tar: " + notUtf8.getMessage());
            }
        }
    }

    private static Map<String, ZipEntry> images(ZipFile zip) throws IOException {
        if (zip.size() > MOST_ENTRIES) {
            throw new ZipException(
                    "it has %,d entries; at most %,d are read".formatted(zip.size(), MOST_ENTRIES));
        }
        Map<String, ZipEntry> images = new LinkedHashMap<>();
        for (ZipEntry entry :
                (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
            List<String> segments = ArchiveNames.segments(entry.getName());
            if (!entry.isDirectory() && ImageNames.isImage(segments)) {
                checkSize(entry);
                images.put(String.join("/", segments), entry);
            }
        }
        return images;
    }

    private static void checkSize(ZipEntry entry) throws ZipException {
        long size = entry.getSize();
        if (size < 0 || size > LARGEST_FILE) {
            throw new ZipException(
                    "its entry '%s' declares %,d bytes; at most %,d are read"
                            .formatted(entry.getName(), size, LARGEST_FILE));
        }
        if (size > SMALL_ENTRY && size > LARGEST_RATIO * entry.getCompressedSize()) {
            throw new ZipException(
                    "its entry '%s' unpacks to %,d times its size; an image does not"
                            .formatted(
                                    entry.getName(),
                                    size / Math.max(1, entry.getCompressedSize())));
        }
    }

    @Override
    public Path root() {
        return Path.of(zip.getName());
    }

    @Override
    public List<String> paths() {
        return List.copyOf(entries.keySet());
    }

    @Override
    public byte[] read(String path) throws IOException {
        ZipEntry entry = entries.get(path);
        if (entry == null) {
            throw new IOException("the archive has no entry '%s'".formatted(path));
        }
        try (InputStream content = zip.getInputStream(entry)) {
            // The declared size is a claim; one byte more shows that it was wrong.
            int declared = Math.toIntExact(entry.getSize());
            byte[] bytes = content.readNBytes(declared);
            if (content.read() >= 0) {
                throw new IOException(
                        "it is longer than the %,d bytes it declares".formatted(declared));
            }
            return bytes;
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
