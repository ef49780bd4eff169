package io.trainyard.orchestrator.system;

import io.trainyard.embedded.kafka.KafkaBroker;
import io.trainyard.embedded.postgres.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Those of the embedded default, in this JVM and below it. */
final class EmbeddedServices implements Services {
    private final int kafkaPort = FreePort.find();
    private final int controllerPort = FreePort.find();
    private final int postgresPort = FreePort.find();
    private final Path folder;
    private @Nullable KafkaBroker kafka;
    private @Nullable PostgresServer postgres;

    EmbeddedServices(Path folder) {
        this.folder = folder;
    }

    @Override
    public String kafkaAddress() {
        return "127.0.0.1:" + kafkaPort;
    }

    @Override
    public Database database() {
        if (postgres == null) {
            throw new IllegalStateException("PostgreSQL is stopped");
        }
        return new Database(postgres.jdbcUrl(), postgres.username(), postgres.password());
    }

    @Override
    public void startKafka() throws Exception {
        kafka = KafkaBroker.start(folder.resolve("kafka"), kafkaPort, controllerPort);
    }

    @Override
    public void stopKafka() {
        if (kafka != null) {
            kafka.close();
            kafka = null;
        }
    }

    @Override
    public void startPostgres() throws Exception {
        postgres = PostgresServer.start(folder.resolve("postgres"), postgresPort);
    }

    @Override
    public void stopPostgres() {
        if (postgres != null) {
            try {
                postgres.close();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
            postgres = null;
        }
    }
}
