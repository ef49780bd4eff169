package io.trainyard.system.container;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The files that describe the containers. */
final class Deployment {
    private static final Path FOLDER = Path.of("..");

    private Deployment() {}

    static String text(String file) {
        try {
            return Files.readString(FOLDER.resolve(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The services of a file by their names, each over the one that it extends. */
    static JsonNode services(String file) {
        JsonNode services = yaml(file).get("services");
        services.properties().forEach(service -> extend((ObjectNode) service.getValue(), file));
        return services;
    }

    private static void extend(ObjectNode service, String file) {
        JsonNode base = service.remove("extends");
        if (base != null) {
            Path baseFile = Path.of(file).resolveSibling(base.get("file").textValue());
            ObjectNode inherited =
                    (ObjectNode)
                            yaml(baseFile.toString())
                                    .get("services")
                                    .get(base.get("service").textValue());
            service.setAll(merge(inherited, service));
        }
    }

    /** As Compose merges: maps by their keys, lists one after another. */
    private static ObjectNode merge(ObjectNode inherited, ObjectNode own) {
        own.properties()
                .forEach(entry -> {
                    JsonNode value = entry.getValue();
                    JsonNode former = inherited.get(entry.getKey());
                    if (former instanceof ObjectNode map && value instanceof ObjectNode more) {
                        merge(map, more);
                    } else if (former != null && former.isArray()) {
                        value.forEach(inherited.withArray(entry.getKey())::add);
                    } else {
                        inherited.set(entry.getKey(), value);
                    }
                });
        return inherited;
    }

    private static JsonNode yaml(String file) {
        try {
            return new YAMLMapper().readTree(text(file));
        } catch (IOException malformed) {
            throw new UncheckedIOException(malformed);
        }
    }

    /** One stage of the Dockerfile, an instruction a line. */
    static String stage(String name) {
        String instructions = text("docker/Dockerfile").replace("\\\n", " ");
        return Pattern.compile("(?m)^(?=FROM )")
                .splitAsStream(instructions)
                .filter(stage -> stage.lines().findFirst().orElseThrow().endsWith(" AS " + name))
                .findFirst()
                .orElseThrow();
    }

    /** The first group of all that matches. */
    static Set<String> found(String pattern, String text) {
        return Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .collect(Collectors.toSet());
    }
}
