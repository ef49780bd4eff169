package io.trainyard.trainer.catalogue;

import io.trainyard.contract.Wire;
import java.io.IOException;
import java.nio.file.Path;

/** Writes the catalogue to a file; the build calls it. */
public final class CatalogueWriter {
    private CatalogueWriter() {}

    /**
     * Writes the file.
     *
     * @param arguments the file, and the version of the build
     */
    public static void main(String[] arguments) throws IOException {
        Wire.json()
                .writerWithDefaultPrettyPrinter()
                .writeValue(Path.of(arguments[0]).toFile(), Components.catalogue(arguments[1]));
    }
}
