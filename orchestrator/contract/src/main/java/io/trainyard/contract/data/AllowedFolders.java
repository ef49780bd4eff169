package io.trainyard.contract.data;

import io.trainyard.contract.message.FailureKind;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The folders that a program lets others name paths in. A path comes from someone else, so it is
 * taken only below these, after symbolic links have been followed.
 *
 * @param program whose folders they are, for messages: "worker"
 * @param roots absolute folders; {@code /} allows everything
 */
public record AllowedFolders(String program, List<Path> roots) {
    private static final Pattern SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));

    public AllowedFolders {
        roots = roots.stream().map(root -> root.toAbsolutePath().normalize()).toList();
    }

    /** The folders that a setting lists, separated as in PATH. */
    public static List<String> split(String setting) {
        return SEPARATOR.splitAsStream(setting).filter(root -> !root.isBlank()).toList();
    }

    /**
     * The real path of an existing file or folder.
     *
     * @param location an absolute path or a {@code file:} address
     * @param missing the kind of failure where there is nothing
     * @throws PathRefusedException with that kind, or DATA_FORBIDDEN where it lies outside
     */
    public Path resolve(String location, FailureKind missing) {
        Path path = parse(location, missing);
        if (!allows(path)) {
            throw forbidden(path);
        }
        if (!Files.exists(path)) {
            throw new PathRefusedException(
                    missing, "'%s' does not exist on this %s".formatted(path, program));
        }
        return real(path);
    }

    /**
     * The real path of a file found below an allowed folder; a link may have led out.
     *
     * @throws PathRefusedException DATA_FORBIDDEN where one did
     */
    public Path real(Path path) {
        try {
            Path real = path.toRealPath();
            if (!allows(real)) {
                throw forbidden(real);
            }
            return real;
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    private boolean allows(Path path) {
        return roots.stream()
                .anyMatch(root -> path.startsWith(root) || path.startsWith(realRoot(root)));
    }

    private static Path realRoot(Path root) {
        try {
            return root.toRealPath();
        } catch (IOException absent) {
            return root;
        }
    }

    private PathRefusedException forbidden(Path path) {
        return new PathRefusedException(
                FailureKind.DATA_FORBIDDEN,
                ("'%s' lies outside this %s's data roots: %s; put it below one of them, or start the %s with one"
                                + " that holds it")
                        .formatted(path, program, roots.isEmpty() ? "none" : roots, program));
    }

    private Path parse(String location, FailureKind missing) {
        try {
            Path path =
                    location.startsWith("file:")
                            ? Path.of(URI.create(location))
                            : Path.of(location);
            if (!path.isAbsolute()) {
                throw new PathRefusedException(
                        missing,
                        "'%s' is not an absolute path, which a %s needs"
                                .formatted(location, program));
            }
            return path.normalize();
        } catch (InvalidPathException unusable) {
            throw notAPath(location, missing, unusable);
        } catch (IllegalArgumentException unusable) {
            throw notAPath(location, missing, unusable);
        }
    }

    private static PathRefusedException notAPath(
            String location, FailureKind missing, Exception cause) {
        return new PathRefusedException(
                missing, "'%s' is no path: %s".formatted(location, cause.getMessage()), cause);
    }
}
