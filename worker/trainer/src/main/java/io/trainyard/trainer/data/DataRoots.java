package io.trainyard.trainer.data;

import io.trainyard.contract.message.FailureKind;
import io.trainyard.trainer.failure.RunFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/**
 * The folders that a worker lets runs read from. A spec comes from someone else, so its paths are
 * taken only below these, after symbolic links have been followed.
 *
 * @param roots absolute folders; {@code /} allows everything
 */
public record DataRoots(List<Path> roots) {
    public DataRoots {
        roots = roots.stream().map(root -> root.toAbsolutePath().normalize()).toList();
    }

    /** The roots of those names. */
    public static DataRoots of(List<String> names) {
        return new DataRoots(names.stream().map(Path::of).toList());
    }

    /**
     * The real path of an existing file or folder.
     *
     * @param location an absolute path or a {@code file:} address, as a spec has it
     * @param missing the kind of failure where there is nothing
     * @throws RunFailedException with that kind, or DATA_FORBIDDEN where it lies outside the roots
     */
    public Path resolve(String location, FailureKind missing) {
        Path path = parse(location, missing);
        if (!allows(path)) {
            throw forbidden(path);
        }
        if (!Files.exists(path)) {
            throw new RunFailedException(
                    missing, "'%s' does not exist on this worker".formatted(path));
        }
        return real(path);
    }

    /**
     * The real path of a file found below an allowed folder; a link may have led out of the roots.
     */
    Path real(Path path) {
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

    private RunFailedException forbidden(Path path) {
        return new RunFailedException(
                FailureKind.DATA_FORBIDDEN,
                ("'%s' lies outside this worker's data roots: %s; put it below one of them, or start the worker with one"
                                + " that holds it")
                        .formatted(path, roots.isEmpty() ? "none" : roots));
    }

    private static Path parse(String location, FailureKind missing) {
        try {
            Path path =
                    location.startsWith("file:")
                            ? Path.of(URI.create(location))
                            : Path.of(location);
            if (!path.isAbsolute()) {
                throw new RunFailedException(
                        missing,
                        "'%s' is not an absolute path, which a worker needs".formatted(location));
            }
            return path.normalize();
        } catch (InvalidPathException unusable) {
            throw notAPath(location, missing, unusable);
        } catch (IllegalArgumentException unusable) {
            throw notAPath(location, missing, unusable);
        }
    }

    private static RunFailedException notAPath(
            String location, FailureKind missing, Exception cause) {
        return new RunFailedException(
                missing, "'%s' is no path: %s".formatted(location, cause.getMessage()), cause);
    }
}
