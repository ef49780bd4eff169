package io.trainyard.orchestrator.data;

import io.trainyard.contract.data.ImageNames;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The images of a class folder at one moment: those that a dataset would read, sorted by path.
 *
 * @param stamp a hash over paths, sizes and times: cheap, and equal where nothing was touched
 */
public record FolderInventory(Path root, List<Image> files, String stamp) {
    private static final int BUFFER = 1 << 16;

    /** Within it, a second write may leave size and time as they are. */
    private static final Duration CLOCK_GRAIN = Duration.ofSeconds(2);

    /** An image; its path is relative, with {@code /} between segments. */
    public record Image(String path, long bytes, long modifiedNanos) {}

    /**
     * Looks through a folder, following symbolic links as far as the data roots allow.
     *
     * @param progress told of every file, and of every block that is read
     * @throws IOException where it cannot be read or holds too much
     * @throws UncheckedIOException likewise
     */
    public static FolderInventory of(Path root, Limits limits, Runnable progress)
            throws IOException {
        List<Image> images = new ArrayList<>();
        long bytes = 0;
        try (Stream<Path> files = Files.walk(root, FileVisitOption.FOLLOW_LINKS)) {
            for (Iterator<Path> each = files.iterator(); each.hasNext(); ) {
                Path file = each.next();
                List<String> segments = segments(root, file);
                // An image beside the class folders belongs to no class, and is not read.
                if (segments.size() < 2 || !ImageNames.isImage(segments)) {
                    continue;
                }
                var attributes = Files.readAttributes(file, BasicFileAttributes.class);
                if (!attributes.isRegularFile()) {
                    continue;
                }
                var _ = limits.folders().real(file);
                bytes += attributes.size();
                images.add(
                        new Image(
                                String.join("/", segments),
                                attributes.size(),
                                attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS)));
                refuseTooMuch(images.size(), bytes, limits);
                progress.run();
            }
        } catch (UncheckedIOException fault) {
            throw fault.getCause();
        }
        images.sort(Comparator.comparing(Image::path));
        return new FolderInventory(root, List.copyOf(images), stamp(images));
    }

    private static void refuseTooMuch(int files, long bytes, Limits limits) throws IOException {
        if (files > limits.mostFiles()) {
            throw new IOException(
                    "it holds more than %,d images, the most that are watched; TRAINYARD_TRIGGERS_MOST_FILES sets it"
                            .formatted(limits.mostFiles()));
        }
        if (bytes > limits.mostBytes()) {
            throw new IOException(
                    "its images have more than %,d bytes, the most that are watched; TRAINYARD_TRIGGERS_MOST_BYTES sets it"
                            .formatted(limits.mostBytes()));
        }
    }

    private static List<String> segments(Path root, Path file) {
        return StreamSupport.stream(root.relativize(file).spliterator(), false)
                .map(Path::toString)
                .toList();
    }

    private static String stamp(List<Image> images) {
        MessageDigest digest = sha256();
        for (Image image : images) {
            addName(digest, image.path());
            digest.update(
                    ByteBuffer.allocate(2 * Long.BYTES)
                            .putLong(image.bytes())
                            .putLong(image.modifiedNanos())
                            .flip());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** SHA-256 over each path and the SHA-256 of its content, in the order of paths. */
    public String content(Runnable progress) throws IOException {
        MessageDigest digest = sha256();
        byte[] buffer = new byte[BUFFER];
        for (Image image : files) {
            addName(digest, image.path());
            digest.update(contentOf(root.resolve(image.path()), buffer, progress));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /** SHA-256 over a file's content. */
    static String contentOf(Path file, Runnable progress) throws IOException {
        return HexFormat.of().formatHex(contentOf(file, new byte[BUFFER], progress));
    }

    private static byte[] contentOf(Path file, byte[] buffer, Runnable progress)
            throws IOException {
        MessageDigest digest = sha256();
        try (InputStream content = Files.newInputStream(file)) {
            for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
                digest.update(buffer, 0, read);
                progress.run();
            }
        }
        return digest.digest();
    }

    /** Whether no image was written so shortly before that another write could hide behind it. */
    public boolean wasQuietBefore(Instant moment) {
        long grain = CLOCK_GRAIN.toNanos();
        long until = TimeUnit.SECONDS.toNanos(moment.getEpochSecond()) + moment.getNano();
        return files.stream().allMatch(image -> Math.abs(until - image.modifiedNanos()) > grain);
    }

    /** With its length, so that no two lists of names give the same bytes. */
    private static void addName(MessageDigest digest, String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
