package io.trainyard.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import picocli.CommandLine.Option;

/** Where the images are, and a folder to unpack them into: the peers read folders. */
final class DataOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:TRAINYARD_DATA}",
            required = true,
            description =
                    "The folder with cifar10-train.zip, cifar10-test.zip, ants-bees.zip and photos.zip (default: the variable TRAINYARD_DATA).")
    private Path data = Path.of("");

    @Option(
            names = "--unpacked",
            paramLabel = "DIR",
            defaultValue = "${sys:trainyard.install}/target/bench-data",
            description = "Where they are unpacked to (default: target/bench-data).")
    private Path unpacked = Path.of("");

    /**
     * Unpacks an archive once.
     *
     * @param place the path of an entry in the target
     */
    Path unpack(String archive, String target, UnaryOperator<String> place) throws IOException {
        Path folder = unpacked.resolve(target);
        Path done = folder.resolve("." + archive + ".done");
        if (Files.notExists(done)) {
            try (InputStream file = Files.newInputStream(data.resolve(archive));
                    ZipInputStream zip = new ZipInputStream(file)) {
                for (ZipEntry entry = zip.getNextEntry();
                        entry != null;
                        entry = zip.getNextEntry()) {
                    write(zip, entry, place.apply(entry.getName()), folder);
                }
            }
            Files.createFile(done);
        }
        return folder.toAbsolutePath();
    }

    private static void write(ZipInputStream zip, ZipEntry entry, String name, Path folder)
            throws IOException {
        Path path = folder.resolve(name).normalize();
        if (!path.startsWith(folder.normalize())) {
            throw new IOException("'%s' leads out of its archive".formatted(entry.getName()));
        }
        if (!entry.isDirectory()) {
            Files.createDirectories(path.getParent());
            Files.write(path, zip.readAllBytes());
        }
    }
}
