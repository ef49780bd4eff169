package io.trainyard.trainer.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/**
 * What a file's content must hash to.
 *
 * @param algorithm {@code sha256} or {@code md5}
 * @param hex digits in lower case; of SHA-256 its first eight or more will do, as in the names of
 *     PyTorch's weights
 */
public record Checksum(Algorithm algorithm, String hex) {
    private static final int BUFFER = 1 << 16;
    private static final int SHORTEST_PREFIX = 8;

    public Checksum {
        hex = hex.toLowerCase(Locale.ROOT);
        int least = algorithm == Algorithm.SHA256 ? SHORTEST_PREFIX : algorithm.digits;
        if (!hex.matches("[0-9a-f]{%d,%d}".formatted(least, algorithm.digits))) {
            throw new IllegalArgumentException(
                    "'%s' is no %s: it needs %s hexadecimal digits"
                            .formatted(
                                    hex,
                                    algorithm,
                                    least == algorithm.digits
                                            ? String.valueOf(least)
                                            : "%d to %d".formatted(least, algorithm.digits)));
        }
    }

    /** MD5 only tells that a file came over whole; it is what older data sets publish. */
    public enum Algorithm {
        SHA256("SHA-256", 64),
        MD5("MD5", 32);

        private final String standardName;
        private final int digits;

        Algorithm(String standardName, int digits) {
            this.standardName = standardName;
            this.digits = digits;
        }

        /** As addresses spell it: {@code sha256}. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether a file's content has it. */
    boolean matches(Path file) throws IOException {
        return of(file).startsWith(hex);
    }

    /** The digits of a file's content. */
    String of(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance(algorithm.standardName);
            byte[] buffer = new byte[BUFFER];
            for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
                digest.update(buffer, 0, count);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
