package io.trainyard.embedded.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PostgresServerIT {
    @TempDir static Path programs;

    @TempDir Path folder;

    /** The second one is what root gets where user namespaces are closed, as in most containers. */
    @ParameterizedTest
    @ValueSource(strings = {"namespace", "unprivileged"})
    void servesWhenStartedByRoot(String kind) throws Exception {
        assumeThat(new UnixSystem().getUid()).isZero();
        // Given
        var account =
                kind.equals("namespace") ? ServerAccount.NAMESPACE : ServerAccount.UNPRIVILEGED;
        Path home = PostgresBinaries.unpack(List.of(programs));
        assumeThat(account.canRun(home.resolve("bin/postgres"))).isTrue();
        var cluster = new Cluster(folder.resolve("cluster"));

        // When
        try (var server = PostgresServer.start(cluster, freePort(), home, account);
                var connection =
                        DriverManager.getConnection(
                                server.jdbcUrl(), server.username(), server.password())) {
            // Then
            assertThat(connection.isValid(5)).isTrue();
            assertThat(Files.getAttribute(cluster.folder(), "unix:uid")).isEqualTo(account.owner());
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
