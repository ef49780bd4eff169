package io.trainyard.embedded.kafka;

import java.io.Closeable;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** A running broker with its controller, on loopback. */
public final class KafkaBroker implements Closeable {
    private final KafkaRaftServer server;
    private final int port;

    private KafkaBroker(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Starts over the log folder, formatting it first where it is new, and returns when clients are
     * served.
     *
     * @throws Exception Kafka's own, where the folder is damaged or a port is taken
     */
    public static KafkaBroker start(Path logFolder, int port, int controllerPort) throws Exception {
        format(Files.createDirectories(logFolder));
        var settings = BrokerSettings.of(logFolder, port, controllerPort);
        var server = new KafkaRaftServer(KafkaConfig.fromProps(settings, false), Time.SYSTEM);
        server.startup();
        return new KafkaBroker(server, port);
    }

    private static void format(Path logFolder) throws Exception {
        if (Files.exists(logFolder.resolve("meta.properties"))) {
            return;
        }
        try (var nowhere =
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
            new Formatter()
                    .setClusterId(Uuid.randomUuid().toString())
                    .setNodeId(BrokerSettings.NODE)
                    .addDirectory(logFolder.toString())
                    .setMetadataLogDirectory(logFolder.toString())
                    .setControllerListenerName(BrokerSettings.CONTROLLER_LISTENER)
                    .setPrintStream(nowhere)
                    .run();
        }
    }

    /** Host and port for clients. */
    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
