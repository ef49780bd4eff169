package io.trainyard.embedded.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked from their artifact once per machine and version. */
final class PostgresBinaries {
    private static final int OWNER_EXECUTES = 0100;

    private PostgresBinaries() {}

    /**
     * The folder that holds {@code bin}, {@code lib} and {@code share}: in the first of the given
     * folders that can be written to. Processes that unpack at the same time do not disturb each
     * other.
     *
     * @throws IOException where this platform has no programs, or none of the folders is writable
     */
    static Path unpack(List<Path> candidates) throws IOException {
        IOException unusable = new IOException("no folder to unpack PostgreSQL's programs to");
        for (Path candidate : candidates) {
            Path home = candidate.resolve("postgres-" + version());
            if (Files.isDirectory(home)) {
                return home;
            }
            try {
                return unpackTo(home);
            } catch (FileSystemException notHere) {
                unusable = notHere;
            }
        }
        throw unusable;
    }

    private static Path unpackTo(Path home) throws IOException {
        Path parent = Files.createDirectories(home.toAbsolutePath().getParent());
        Path draft = Files.createTempDirectory(parent, "postgres-draft");
        // Any account may run the programs; temporary folders are their owner's alone.
        Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rwxr-xr-x"));
        try (var archive = open()) {
            for (var entry = archive.getNextEntry();
                    entry != null;
                    entry = archive.getNextEntry()) {
                write(archive, entry, draft);
            }
        }
        try {
            return Files.move(draft, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException alreadyThere) {
            delete(draft);
            if (Files.isDirectory(home)) {
                return home;
            }
            throw alreadyThere;
        }
    }

    private static void write(TarArchiveInputStream archive, TarArchiveEntry entry, Path folder)
            throws IOException {
        Path target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
            throw new IOException("the archive names a file outside itself: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(target);
        } else if (entry.isSymbolicLink()) {
            Files.createDirectories(target.getParent());
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else {
            Files.createDirectories(target.getParent());
            Files.copy(archive, target);
            boolean program = (entry.getMode() & OWNER_EXECUTES) != 0;
            Files.setPosixFilePermissions(
                    target, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }

    private static TarArchiveInputStream open() throws IOException {
        String name = "/postgres-%s.txz".formatted(platform());
        InputStream resource = PostgresBinaries.class.getResourceAsStream(name);
        if (resource == null) {
            throw new IOException(
                    "there is no embedded PostgreSQL for %s: set TRAINYARD_DATABASE_URL and TRAINYARD_KAFKA to use services of your own"
                            .formatted(platform()));
        }
        return new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(resource)));
    }

    /** In the words of the artifacts: {@code linux-x86_64}, {@code darwin-arm_64}. */
    private static String platform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String architecture = System.getProperty("os.arch");
        return (system.startsWith("mac") ? "darwin" : system)
                + "-"
                + switch (architecture) {
                    case "amd64", "x86_64" -> "x86_64";
                    case "aarch64", "arm64" -> "arm_64";
                    default -> architecture;
                };
    }

    private static String version() throws IOException {
        try (var resource = PostgresBinaries.class.getResourceAsStream("binaries.properties")) {
            if (resource == null) {
                throw new IOException("binaries.properties is missing from the program");
            }
            var properties = new Properties();
            properties.load(resource);
            return properties.getProperty("version");
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
