package io.trainyard.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LeftoverServerIT {
    @TempDir Path folder;

    /** As after a reboot, or in a container whose few numbers come back with every start. */
    @Test
    void sparesAnotherPostgresThatHasTheNumberNow() throws Exception {
        // Given
        Path cluster = Files.createDirectory(folder.resolve("mine"));
        Path pidFile = cluster.resolve("postmaster.pid");
        Path others = folder.resolve("theirs/postgres");
        Files.createDirectory(others.getParent());
        int port = freePort();
        try (var stranger = PostgresServer.start(others, port)) {
            Files.writeString(pidFile, pid(others) + "\n");

            // When
            LeftoverServer.stop(cluster);

            // Then
            assertThat(stranger.exit()).isNotDone();
            try (var connection =
                    DriverManager.getConnection(
                            stranger.jdbcUrl(), stranger.username(), stranger.password())) {
                assertThat(connection.isValid(5)).isTrue();
            }
            assertThat(pidFile).doesNotExist();
        }
    }

    @Test
    void stopsTheServerOfAClusterThatIsReachedByAnotherName() throws Exception {
        // Given
        Path cluster = folder.resolve("data/postgres");
        Files.createDirectory(cluster.getParent());
        Path link = Files.createSymbolicLink(folder.resolve("link"), cluster.getParent());
        try (var leftover = PostgresServer.start(cluster, freePort())) {
            // When
            LeftoverServer.stop(link.resolve("postgres"));

            // Then
            assertThat(leftover.exit()).succeedsWithin(Duration.ofSeconds(10));
        }
    }

    private static String pid(Path cluster) throws Exception {
        List<String> lines = Files.readAllLines(cluster.resolve("postmaster.pid"));
        return lines.getFirst().strip();
    }

    private static int freePort() throws Exception {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
