package io.trainyard.trainer.data;

import io.trainyard.contract.message.FailureKind;
import io.trainyard.trainer.failure.RunFailedException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** A few files, known by name, of a folder or a tar. */
final class NamedFiles {
    /** Files that are read whole are no larger. */
    private static final int LARGEST = 1 << 30;

    private static final int GZIP = 0x1F8B;

    private NamedFiles() {}

    /**
     * The contents by name of those files that are there, at any depth.
     *
     * @throws RunFailedException with DATA_UNREADABLE
     */
    static Map<String, byte[]> read(Path path, Set<String> names, DataRoots roots) {
        try {
            return Files.isDirectory(path) ? ofFolder(path, names, roots) : ofTar(path, names);
        } catch (IOException fault) {
            throw new RunFailedException(
                    FailureKind.DATA_UNREADABLE,
                    "'%s' cannot be read: %s".formatted(path, fault.getMessage()),
                    fault);
        }
    }

    private static Map<String, byte[]> ofFolder(Path folder, Set<String> names, DataRoots roots)
            throws IOException {
        List<Path> wanted;
        try (Stream<Path> files = Files.walk(folder, 3)) {
            wanted =
                    files.filter(file -> names.contains(name(file)) && Files.isRegularFile(file))
                            .toList();
        }
        Map<String, byte[]> contents = new HashMap<>();
        for (Path file : wanted) {
            try (InputStream content = Files.newInputStream(roots.real(file))) {
                contents.put(name(file), limited(content, name(file)));
            }
        }
        return contents;
    }

    private static Map<String, byte[]> ofTar(Path path, Set<String> names) throws IOException {
        Map<String, byte[]> contents = new HashMap<>();
        try (InputStream file = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
                TarArchiveInputStream tar = new TarArchiveInputStream(unzipped(file))) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null && contents.size() < names.size();
                    entry = tar.getNextEntry()) {
                String name = ArchiveNames.segments(entry.getName()).getLast();
                if (entry.isFile() && names.contains(name)) {
                    contents.put(name, limited(tar, name));
                }
            }
        } catch (IllegalArgumentException damaged) {
            throw new IOException("it is a damaged tar: " + damaged.getMessage(), damaged);
        }
        return contents;
    }

    private static InputStream unzipped(InputStream file) throws IOException {
        file.mark(Short.BYTES);
        int start = (file.read() << 8) | file.read();
        file.reset();
        return start == GZIP ? new GZIPInputStream(file, 1 << 16) : file;
    }

    private static byte[] limited(InputStream content, String name) throws IOException {
        byte[] bytes = content.readNBytes(LARGEST);
        if (bytes.length == LARGEST && content.read() >= 0) {
            throw new IOException(
                    "its file '%s' is larger than %,d bytes".formatted(name, LARGEST));
        }
        return bytes;
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }
}
