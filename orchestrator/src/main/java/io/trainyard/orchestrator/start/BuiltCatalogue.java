package io.trainyard.orchestrator.start;

import io.trainyard.contract.Wire;
import io.trainyard.contract.catalogue.Catalogue;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The components of the trainer that this orchestrator was built with. */
@Singleton
public class BuiltCatalogue {
    private static final String RESOURCE = "/catalogue.json";

    private final Catalogue catalogue;

    BuiltCatalogue() {
        try (InputStream resource = BuiltCatalogue.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException("the build has left out " + RESOURCE);
            }
            catalogue = Wire.json().readValue(resource, Catalogue.class);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The catalogue. */
    public Catalogue components() {
        return catalogue;
    }
}
