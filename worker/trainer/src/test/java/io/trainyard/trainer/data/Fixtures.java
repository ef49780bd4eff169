package io.trainyard.trainer.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Images and archives for tests. */
public final class Fixtures {
    private Fixtures() {}

    /** The content of one of the committed images. */
    public static byte[] bytes(String name) throws IOException {
        try (InputStream resource =
                Objects.requireNonNull(
                        Fixtures.class.getResourceAsStream("/images/" + name), name)) {
            return resource.readAllBytes();
        }
    }

    /** Writes files below a folder, by relative path. */
    public static Path folder(Path root, Map<String, byte[]> files) throws IOException {
        for (var file : files.entrySet()) {
            Path path = root.resolve(file.getKey());
            Files.createDirectories(Objects.requireNonNull(path.getParent()));
            Files.write(path, file.getValue());
        }
        return root;
    }

    /** Writes a zip. */
    public static Path zip(Path file, Map<String, byte[]> entries) throws IOException {
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (var entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return file;
    }
}
