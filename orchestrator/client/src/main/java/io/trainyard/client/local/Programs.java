package io.trainyard.client.local;

import java.io.File;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The programs of a local server, with what each is told. */
final class Programs {
    private static final int EMBEDDED_HEAP = 96;
    private static final int ORCHESTRATOR_HEAP = 128;
    private static final int WORKER_HEAP = 48;

    private final Installation installation;

    private final ClassArchive archive;

    Programs(Installation installation, ClassArchive archive) {
        this.installation = installation;
        this.archive = archive;
    }

    Program embedded(Path dataFolder) {
        return new Program(
                "embedded",
                installation.embedded(),
                EMBEDDED_HEAP,
                List.of("--data-dir", dataFolder.toString()),
                Map.of(),
                archive);
    }

    Program orchestrator(
            Services services, int port, @Nullable String token, List<Path> dataRoots) {
        var environment = new HashMap<String, String>();
        services.putInto(environment);
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        putToken(environment, token);
        putDataRoots(environment, dataRoots);
        return new Program(
                "orchestrator",
                installation.orchestrator(),
                ORCHESTRATOR_HEAP,
                List.of(),
                environment,
                archive);
    }

    Program worker(
            String kafka, URI server, @Nullable String token, List<Path> dataRoots, Path work) {
        var environment = new HashMap<String, String>();
        environment.put("TRAINYARD_KAFKA", kafka);
        environment.put("TRAINYARD_URL", server.toString());
        putToken(environment, token);
        putDataRoots(environment, dataRoots);
        environment.put("TRAINYARD_TRAINER_JAR", installation.trainer().toString());
        environment.put("TRAINYARD_WORK_DIR", work.toString());
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", "0");
        return new Program(
                "worker", installation.worker(), WORKER_HEAP, List.of(), environment, archive);
    }

    private static void putDataRoots(Map<String, String> environment, List<Path> dataRoots) {
        environment.put(
                "TRAINYARD_DATA_ROOTS",
                dataRoots.stream()
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator)));
    }

    private static void putToken(Map<String, String> environment, @Nullable String token) {
        if (token != null) {
            environment.put("TRAINYARD_TOKEN", token);
        }
    }
}
