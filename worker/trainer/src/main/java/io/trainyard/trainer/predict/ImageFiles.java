package io.trainyard.trainer.predict;

import io.trainyard.contract.data.ImageNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The images that a user points at. */
final class ImageFiles {
    private ImageFiles() {}

    /**
     * A single file, or every image below a folder, sorted by path.
     *
     * @throws IllegalArgumentException where there is none
     */
    static List<Path> below(Path place) {
        if (Files.isRegularFile(place)) {
            return List.of(place);
        }
        if (!Files.isDirectory(place)) {
            throw new IllegalArgumentException(
                    "--images: there is no file or folder '%s'".formatted(place));
        }
        try (Stream<Path> files = Files.walk(place)) {
            List<Path> images =
                    files.filter(file -> isImage(place, file) && Files.isRegularFile(file))
                            .sorted(Comparator.comparing(Path::toString))
                            .toList();
            if (images.isEmpty()) {
                throw new IllegalArgumentException(
                        "--images: '%s' holds no file that ends in %s"
                                .formatted(
                                        place,
                                        String.join(
                                                ", ",
                                                ImageNames.ENDINGS.stream().sorted().toList())));
            }
            return images;
        } catch (IOException | UncheckedIOException unreadable) {
            throw new IllegalArgumentException(
                    "--images: '%s' cannot be read: %s".formatted(place, unreadable.getMessage()),
                    unreadable);
        }
    }

    private static boolean isImage(Path root, Path file) {
        if (file.equals(root)) {
            return false;
        }
        List<String> segments = new ArrayList<>();
        root.relativize(file).forEach(segment -> segments.add(segment.toString()));
        return ImageNames.isImage(segments);
    }
}
