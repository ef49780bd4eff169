package io.trainyard.orchestrator.system;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.trainyard.embedded.kafka.KafkaBroker;
import io.trainyard.embedded.postgres.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One Kafka and one PostgreSQL for all tests of this JVM, each of which a test may stop. */
public final class Stack implements QuarkusTestResourceLifecycleManager {
    private static final int KAFKA_PORT = freePort();
    private static final int CONTROLLER_PORT = freePort();
    private static final int POSTGRES_PORT = freePort();

    private static @Nullable Path folder;
    private static @Nullable KafkaBroker kafka;
    private static @Nullable PostgresServer postgres;

    @Override
    public synchronized Map<String, String> start() {
        if (folder == null) {
            try {
                folder = Files.createTempDirectory("trainyard-orchestrator-test");
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
        return "127.0.0.1:" + KAFKA_PORT;
    }

    /** The only folder below which triggers may watch. */
    public static Path dataRoot() {
        try {
            return Files.createDirectories(path("data"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public static PostgresServer database() {
        if (postgres == null) {
            throw new IllegalStateException("PostgreSQL is stopped");
        }
        return postgres;
    }

    /** Starts Kafka, also again after a stop, with all it stored. */
    public static void startKafka() throws Exception {
        kafka = KafkaBroker.start(path("kafka"), KAFKA_PORT, CONTROLLER_PORT);
    }

    public static void stopKafka() {
        if (kafka != null) {
            kafka.close();
            kafka = null;
        }
    }

    /** Starts PostgreSQL, also again after a stop, with all it stored. */
    public static void startPostgres() throws Exception {
        postgres = PostgresServer.start(path("postgres"), POSTGRES_PORT);
    }

    public static void stopPostgres() {
        if (postgres != null) {
            try {
                postgres.close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            postgres = null;
        }
    }

    private static Path path(String name) {
        if (folder == null) {
            throw new IllegalStateException("the stack has no folder yet");
        }
        return folder.resolve(name);
    }

    private static void stopAll() {
        stopKafka();
        stopPostgres();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
