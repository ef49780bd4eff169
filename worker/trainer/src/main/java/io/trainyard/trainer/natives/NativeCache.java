package io.trainyard.trainer.natives;

import java.nio.file.Path;
import java.util.Optional;

/** The folder that native libraries are unpacked to. */
public final class NativeCache {
    /** Environment variable that names the folder; else {@code ~/.cache/trainyard}. */
    static final String VARIABLE = "TRAINYARD_CACHE";

    private NativeCache() {}

    /** The folder of one library, by its name; made when it is first written to. */
    public static Path folder(String library) {
        Path cache =
                Optional.ofNullable(System.getenv(VARIABLE))
                        .filter(value -> !value.isBlank())
                        .map(Path::of)
                        .orElseGet(() ->
                                Path.of(System.getProperty("user.home"), ".cache", "trainyard"));
        return cache.resolve(library).toAbsolutePath();
    }
}
