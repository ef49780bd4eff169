package io.trainyard.client.local;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the built programs lie.
 *
 * @param root the repository
 */
public record Installation(Path root) {
    private static final String PROPERTY = "trainyard.install";

    /** The one this command was started from, as the launcher says. */
    public static Installation current() {
        String root = System.getProperty(PROPERTY);
        if (root == null) {
            throw new LocalServerException(
                    "start this through deploy/trainyard, which says where the programs are");
        }
        return new Installation(Path.of(root).toAbsolutePath().normalize());
    }

    Path embedded() {
        return built("deploy/embedded/target/trainyard-embedded.jar");
    }

    Path orchestrator() {
        return built("orchestrator/target/quarkus-app/quarkus-run.jar");
    }

    Path worker() {
        return built("worker/target/quarkus-app/quarkus-run.jar");
    }

    /** The trainer's jar. */
    public Path trainer() {
        return built("worker/trainer/target/trainyard-trainer.jar");
    }

    /** One of the specs that come with Trainyard. */
    public Path example(String name) {
        return root.resolve("deploy/examples").resolve(name);
    }

    /** The java that runs this command, which the launcher chose. */
    public static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }

    private Path built(String path) {
        Path jar = root.resolve(path);
        if (Files.notExists(jar)) {
            throw new LocalServerException(
                    "%s is missing: build with ./mvnw -Dquick package".formatted(jar));
        }
        return jar;
    }
}
