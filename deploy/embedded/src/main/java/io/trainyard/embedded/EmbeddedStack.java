package io.trainyard.embedded;

import io.trainyard.embedded.kafka.KafkaBroker;
import io.trainyard.embedded.postgres.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/**
 * A running Kafka and PostgreSQL over one data folder, which this process holds alone. What they
 * store outlives the stack, a clean end and an unclean one.
 */
public final class EmbeddedStack implements AutoCloseable {
    /** A first start on a slow disk takes a while; later ones a second. */
    private static final Duration START_LIMIT = Duration.ofSeconds(90);

    private static final Duration ABANDON_LIMIT = Duration.ofSeconds(10);

    private final DataFolder folder;
    private final KafkaBroker kafka;
    private final PostgresServer postgres;
    private volatile boolean closing;

    private EmbeddedStack(DataFolder folder, KafkaBroker kafka, PostgresServer postgres) {
        this.folder = folder;
        this.kafka = kafka;
        this.postgres = postgres;
    }

    /**
     * Starts both services side by side on loopback ports, and returns when both serve.
     *
     * @throws IOException with one sentence: the folder is in use, or a service did not start
     */
    public static EmbeddedStack start(Path dataFolder) throws IOException, InterruptedException {
        DataFolder folder = DataFolder.take(dataFolder);
        try {
            return start(folder);
        } catch (IOException | InterruptedException failure) {
            folder.close();
            throw failure;
        }
    }

    private static EmbeddedStack start(DataFolder folder) throws IOException, InterruptedException {
        Path cluster = cluster(folder);
        // Before ports are looked at: the old server may still hold the remembered one.
        PostgresServer.stopLeftover(cluster);
        var ports = RememberedPorts.choose(folder.path().resolve("ports.properties"));
        var postgres =
                new Starting<>("PostgreSQL", () -> PostgresServer.start(cluster, ports.postgres()));
        Path log = folder.path().resolve("kafka");
        var kafka =
                new Starting<>(
                        "Kafka", () -> KafkaBroker.start(log, ports.kafka(), ports.controller()));
        try {
            return new EmbeddedStack(folder, kafka.await(START_LIMIT), postgres.await(START_LIMIT));
        } catch (IOException | InterruptedException failure) {
            kafka.abandon(ABANDON_LIMIT);
            postgres.abandon(ABANDON_LIMIT);
            throw failure;
        }
    }

    /**
     * Stops a PostgreSQL over the folder whose starter was killed; {@link #start} does so too.
     *
     * @throws IOException with one sentence, where a living process holds the folder
     */
    public static void stopLeftover(Path dataFolder) throws IOException, InterruptedException {
        try (DataFolder folder = DataFolder.take(dataFolder)) {
            PostgresServer.stopLeftover(cluster(folder));
        }
    }

    private static Path cluster(DataFolder folder) {
        return folder.path().resolve("postgres");
    }

    /** Where the services are reached. */
    public Endpoints endpoints() {
        return new Endpoints(
                kafka.bootstrapServers(),
                postgres.jdbcUrl(),
                postgres.username(),
                postgres.password());
    }

    /** Completes with the reason when a service ends although nobody closed the stack. */
    CompletableFuture<String> failure() {
        var failure = new CompletableFuture<String>();
        var _ =
                postgres.exit()
                        .thenAccept(status -> {
                            if (!closing) {
                                failure.complete(
                                        "PostgreSQL ended by itself with exit status " + status);
                            }
                        });
        return failure;
    }

    /** Stops both cleanly and gives the folder back. */
    @Override
    public void close() throws IOException {
        closing = true;
        try (folder;
                postgres;
                kafka) {
            // Closed in the reverse order: Kafka, then PostgreSQL, then the folder.
        }
    }
}
