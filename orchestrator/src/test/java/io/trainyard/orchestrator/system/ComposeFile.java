package io.trainyard.orchestrator.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The services that {@code deploy/compose.yaml} runs, so that tests run the same ones. */
final class ComposeFile {
    private static final Path FILE = Path.of("../deploy/compose.yaml");

    private final JsonNode services;

    ComposeFile() {
        try {
            services = new YAMLMapper().readTree(FILE.toFile()).get("services");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Such as {@code postgres:18.4}. */
    String image(String service) {
        return services.get(service).get("image").textValue();
    }

    /** The environment as it stands there, variables unreplaced. */
    Map<String, String> environment(String service) {
        Map<String, String> environment = new LinkedHashMap<>();
        services.get(service)
                .get("environment")
                .properties()
                .forEach(entry -> environment.put(entry.getKey(), entry.getValue().asText()));
        return environment;
    }
}
