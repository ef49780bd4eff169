package io.trainyard.orchestrator.system;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The packaged orchestrator, as it is started outside of tests. */
final class Program {
    private Program() {}

    static List<String> command(String... flags) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC"));
        command.addAll(List.of(flags));
        command.addAll(List.of("-jar", Path.of("target/quarkus-app/quarkus-run.jar").toString()));
        return command;
    }

    /** The shared stack, and a port that nobody listens on. */
    static Map<String, String> environment() {
        var database = Stack.database();
        return Map.of(
                "TRAINYARD_KAFKA", Stack.kafkaAddress(),
                "TRAINYARD_DATABASE_URL", database.jdbcUrl(),
                "TRAINYARD_DATABASE_USERNAME", database.username(),
                "TRAINYARD_DATABASE_PASSWORD", database.password(),
                "TRAINYARD_DATA_ROOTS", Stack.dataRoot().toString(),
                "TRAINYARD_TRIGGERS_EVERY", "200ms",
                "TRAINYARD_PORT", "0");
    }
}
