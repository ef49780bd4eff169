package io.trainyard.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Loopback ports that stay the same from start to start for as long as nobody else takes them.
 *
 * @param kafka for clients of the broker
 * @param controller for the broker itself
 * @param postgres for clients of the database
 */
record RememberedPorts(int kafka, int controller, int postgres) {
    private static final String KAFKA = "kafka";
    private static final String CONTROLLER = "controller";
    private static final String POSTGRES = "postgres";

    /**
     * The ports named in the file where they are free, else others, which are then written there.
     */
    static RememberedPorts choose(Path file) throws IOException {
        Properties remembered = read(file);
        RememberedPorts chosen;
        // Held together, so that no two get the same port.
        try (ServerSocket kafka = bind(remembered.getProperty(KAFKA));
                ServerSocket controller = bind(remembered.getProperty(CONTROLLER));
                ServerSocket postgres = bind(remembered.getProperty(POSTGRES))) {
            chosen =
                    new RememberedPorts(
                            kafka.getLocalPort(),
                            controller.getLocalPort(),
                            postgres.getLocalPort());
        }
        Properties next = chosen.properties();
        if (!next.equals(remembered)) {
            try (var writer = Files.newBufferedWriter(file)) {
                next.store(writer, "Ports of the embedded services; delete to choose anew");
            }
        }
        return chosen;
    }

    private static ServerSocket bind(@Nullable String remembered) throws IOException {
        var loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        if (remembered != null) {
            var socket = new ServerSocket();
            try {
                // A port whose old connections linger in TIME_WAIT is ours to take again.
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(loopback, Integer.parseInt(remembered)));
                return socket;
            } catch (IOException | IllegalArgumentException taken) {
                socket.close();
            }
        }
        return new ServerSocket(0, 0, loopback);
    }

    private static Properties read(Path file) throws IOException {
        var properties = new Properties();
        if (Files.exists(file)) {
            try (var reader = Files.newBufferedReader(file)) {
                properties.load(reader);
            }
        }
        return properties;
    }

    private Properties properties() {
        var properties = new Properties();
        properties.setProperty(KAFKA, Integer.toString(kafka));
        properties.setProperty(CONTROLLER, Integer.toString(controller));
        properties.setProperty(POSTGRES, Integer.toString(postgres));
        return properties;
    }
}
