package io.trainyard.orchestrator.system;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Where the services of a test come from; {@code -Dtest.stack=} says which. */
enum StackKind {
    /** Containers where Docker and the images are there, else the embedded default. */
    AUTO {
        @Override
        Services services(Path folder) {
            return (ContainerServices.arePossible() ? CONTAINERS : EMBEDDED).services(folder);
        }
    },
    CONTAINERS {
        @Override
        Services services(Path folder) {
            return new ContainerServices();
        }
    },
    EMBEDDED {
        @Override
        Services services(Path folder) {
            return new EmbeddedServices(folder);
        }
    };

    private static final String PROPERTY = "test.stack";

    /**
     * The services, not started.
     *
     * @param folder for those that keep files
     */
    abstract Services services(Path folder);

    static StackKind chosen() {
        return named(System.getProperty(PROPERTY, "auto"));
    }

    static StackKind named(String name) {
        return Arrays.stream(values())
                .filter(kind -> kind.text().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "%s '%s' is unknown; known: %s"
                                        .formatted(
                                                PROPERTY,
                                                name,
                                                Arrays.stream(values())
                                                        .map(StackKind::text)
                                                        .collect(Collectors.joining(", ")))));
    }

    private String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
