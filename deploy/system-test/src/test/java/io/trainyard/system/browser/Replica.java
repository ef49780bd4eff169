package io.trainyard.system.browser;

import static org.awaitility.Awaitility.await;

import io.trainyard.client.TrainyardClient;
import io.trainyard.system.Launcher;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;

/** A further orchestrator over a server's Kafka and PostgreSQL. */
record Replica(Process process, URI address, String token) implements AutoCloseable {
    private static final Path PROGRAM =
            Launcher.repository().resolve("orchestrator/target/quarkus-app/quarkus-run.jar");

    static Replica start(Map<String, String> services, String token, Path log) throws IOException {
        int port = freePort();
        var builder =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx160m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-jar",
                                PROGRAM.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        builder.environment().putAll(services);
        builder.environment().put("TRAINYARD_TOKEN", token);
        builder.environment().put("TRAINYARD_PORT", Integer.toString(port));
        return new Replica(builder.start(), URI.create("http://127.0.0.1:" + port), token);
    }

    /** Waits until it serves. */
    URI awaitAddress() {
        var client = new TrainyardClient(address, token);
        await("a second orchestrator").atMost(Stage.PATIENCE).until(client::isReady);
        return address;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
