package io.trainyard.orchestrator.system;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One Kafka and one PostgreSQL for all tests of this JVM, each of which a test may stop. */
public final class Stack implements QuarkusTestResourceLifecycleManager {
    private static @Nullable Path folder;
    private static @Nullable Services services;

    @Override
    public synchronized Map<String, String> start() {
        if (folder == null) {
            try {
                folder = Files.createTempDirectory("trainyard-orchestrator-test");
                services = StackKind.chosen().services(folder);
                startKafka();
                startPostgres();
            } catch (Exception failure) {
                throw new IllegalStateException("the stack does not start", failure);
            }
            Runtime.getRuntime().addShutdownHook(new Thread(Stack::stopAll));
        }
        return Map.of(
                "trainyard.data-roots", dataRoot().toString(),
                "trainyard.triggers.every", "200ms",
                "quarkus.http.test-port", "0",
                "trainyard.kafka", kafkaAddress(),
                "trainyard.database.url", database().jdbcUrl(),
                "trainyard.database.username", database().username(),
                "trainyard.database.password", database().password());
    }

    /** Stays up for the next profile; the JVM's end stops it. */
    @Override
    public void stop() {}

    public static String kafkaAddress() {
        return services().kafkaAddress();
    }

    /** The only folder below which triggers may watch. */
    public static Path dataRoot() {
        if (folder == null) {
            throw new IllegalStateException("the stack has no folder yet");
        }
        try {
            return Files.createDirectories(folder.resolve("data"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static Services.Database database() {
        return services().database();
    }

    /** Starts Kafka, also again after a stop, with all it stored. */
    public static void startKafka() throws Exception {
        services().startKafka();
    }

    public static void stopKafka() {
        services().stopKafka();
    }

    /** Starts PostgreSQL, also again after a stop, with all it stored. */
    public static void startPostgres() throws Exception {
        services().startPostgres();
    }

    public static void stopPostgres() {
        services().stopPostgres();
    }

    private static Services services() {
        if (services == null) {
            throw new IllegalStateException("the stack was not started");
        }
        return services;
    }

    private static void stopAll() {
        stopKafka();
        stopPostgres();
    }
}
